import type { EarlierAnswer } from '../../server/api/ready.ts'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Link, Row, Soft } from './parts.tsx'
import { readyWords } from './ready-words.ts'

/** Warns that an article an earlier answer cites says something else by now. */
export function Stale({ stale }: Pick<EarlierAnswer, 'stale'>) {
  const t = useWords(readyWords)
  const moments = useMoments()
  if (!stale) return null
  const at = Date.parse(stale.changedAt)
  return (
    <Row data-stale>
      <Soft as="span" style={{ color: 'var(--wq-warning)' }} title={moments.full(at)}>
        {t('stale', { title: stale.title.slice(0, 60), time: moments.brief(at) })}
      </Soft>
      {stale.link?.startsWith('https://') === true && (
        <Link href={stale.link} target="_blank" rel="noreferrer noopener">
          {t('openArticle')}
        </Link>
      )}
    </Row>
  )
}
