import { useState, type FormEvent } from 'react'
import { searchEvidence, type Evidence as Found } from '../../server/api/ready.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import type { Relay } from '../kit/relay.ts'
import { Failure, Loading } from '../kit/states.tsx'
import { Answer } from './Earlier.tsx'
import { Act, Choice, Clip, Item, Line, Link, Row, Soft, Stack } from './parts.tsx'
import { readyWords } from './ready-words.ts'

interface Props {
  readonly relay: Relay
  readonly ticket: string
  /** The brand's products, to choose from. */
  readonly products: readonly string[]
}

type State = 'none' | 'loading' | 'error' | { readonly found: Found }

function Article({ article }: { readonly article: Found['articles'][number] }) {
  const t = useWords(readyWords)
  const moments = useMoments()
  const { title, text, link, changedAt } = article
  return (
    <Item>
      <Row>
        <Soft as="span">{t('sourcearticle')}</Soft>
        {link === null ? (
          <span>{title}</span>
        ) : (
          <Link href={link} target="_blank" rel="noreferrer noopener">
            {title}
          </Link>
        )}
        {changedAt !== null && (
          <Soft as="span">{t('changedAt', { time: moments.day(Date.parse(changedAt)) })}</Soft>
        )}
      </Row>
      {text !== '' && <Clip tabIndex={0}>{text}</Clip>}
    </Item>
  )
}

function Results({ found }: { readonly found: Found }) {
  const t = useWords(readyWords)
  const { earlier, articles, isPartial } = found
  const count = earlier.length + articles.length
  return (
    <>
      <Soft role="status">{t(count === 0 ? 'evidenceNone' : 'evidenceCount', { n: count })}</Soft>
      {isPartial && <Soft>{t('missingarticles')}</Soft>}
      <ul>
        {earlier.map((one) => (
          <Answer key={one.replyId} one={one} />
        ))}
        {articles.map((article) => (
          <Article key={article.id} article={article} />
        ))}
      </ul>
    </>
  )
}

function Search({ relay, ticket, products }: Props) {
  const t = useWords(readyWords)
  const [product, setProduct] = useState('')
  const [issue, setIssue] = useState('')
  const [state, setState] = useState<State>('none')
  const isBlank = product === '' && issue.trim() === ''
  async function search(): Promise<void> {
    setState('loading')
    try {
      const query = { product, issue: issue.trim() }
      const found = await relay.call(searchEvidence, { parts: { ticketId: ticket }, query })
      setState({ found })
    } catch {
      setState('error')
    }
  }
  return (
    <Stack>
      <Row
        as="form"
        role="search"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (!isBlank) void search()
        }}
      >
        {products.length > 0 && (
          <Choice
            aria-label={t('product')}
            value={product}
            onChange={({ target }) => setProduct(target.value)}
          >
            <option value="">{t('productAny')}</option>
            {products.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Choice>
        )}
        <Line
          type="search"
          aria-label={t('issue')}
          placeholder={t('issue')}
          maxLength={60}
          value={issue}
          onChange={({ target }) => setIssue(target.value)}
        />
        <Act type="submit" data-main disabled={isBlank || state === 'loading'}>
          {t('search')}
        </Act>
      </Row>
      {state === 'loading' && <Loading label={t('searching')} />}
      {state === 'error' && (
        <Failure text={t('searchFailed')} again={t('again')} onAgain={() => void search()} />
      )}
      {typeof state === 'object' && <Results found={state.found} />}
    </Stack>
  )
}

/** What others got for the same product and issue: earlier answers and articles of the help centre. */
export function Evidence(props: Props) {
  const t = useWords(readyWords)
  return (
    <Fold name="evidence" title={t('evidence')} isOpenAtFirst={false}>
      {/* Another ticket begins with a blank search. */}
      <Search key={props.ticket} {...props} />
    </Fold>
  )
}
