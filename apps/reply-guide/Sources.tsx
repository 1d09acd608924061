import styled from 'styled-components'
import type { PartSource, ReadyReply } from '../../server/api/ready.ts'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Badge, Row, Soft, Link } from './parts.tsx'
import { readyWords } from './ready-words.ts'

const Part = styled.li`
  padding: 6px 0;
  border-top: 1px solid var(--wq-line);
`

function Origin({ source }: { readonly source: PartSource }) {
  const t = useWords(readyWords)
  const moments = useMoments()
  const { kind, title, owner, validTo, link, at } = source
  return (
    <Row>
      <Badge data-tone={kind === 'wording' || kind === 'praise' ? 'accent' : undefined}>
        {t(`source${kind}`)}
      </Badge>
      {title !== null && <Soft as="span">{title.slice(0, 60)}</Soft>}
      {owner !== null && <Soft as="span">{t('owner', { owner })}</Soft>}
      {validTo !== null && <Soft as="span">{t('validTo', { date: validTo })}</Soft>}
      {at !== null && <Soft as="span">{moments.brief(Date.parse(at))}</Soft>}
      {link?.startsWith('https://') === true && (
        <Link href={link} target="_blank" rel="noreferrer noopener">
          {t('openArticle')}
        </Link>
      )}
    </Row>
  )
}

/** Each part of a suggestion with where it came from. */
export function Sources({ id, parts }: { readonly id: string } & Pick<ReadyReply, 'parts'>) {
  return (
    <ul id={id}>
      {parts.map(({ text, source }, i) => (
        <Part key={i}>
          <Soft>{text}</Soft>
          <Origin source={source} />
        </Part>
      ))}
    </ul>
  )
}
