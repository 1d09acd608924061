import type { PublicThread } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import { reached } from '../../server/persona/reach.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Clip, Notice, Row, Soft, Stack } from './parts.tsx'
import { threadWords } from './thread-words.ts'

function httpsOnly(link: string | null): string | undefined {
  return link !== null && /^https:\/\//i.test(link) ? link : undefined
}

/** The public discussion the answer will stand in, and how many may read it. */
export function Thread({
  thread,
  context,
}: {
  readonly thread: PublicThread
  readonly context: LintContext
}) {
  const t = useWords(threadWords)
  const due = reached(context)
  const { audience, posts } = thread
  return (
    <Fold
      name="thread"
      title={t('thread')}
      aside={due.length > 0 ? t('secondReader') : undefined}
      isOpenAtFirst={due.length > 0}
    >
      <Stack>
        {due.length > 0 && (
          <Notice data-tone="warning">
            {due.map(({ what, count, limit }) => (
              <div key={what}>{t(`reached${what}`, { n: count, limit })}</div>
            ))}
            {t('secondReaderHint')}
          </Notice>
        )}
        <Notice>
          {audience === null ? t('publicUnknown') : t('publicAudience', { n: audience })}
        </Notice>
        {posts.length === 0 && <Soft>{t('threadNone')}</Soft>}
        {posts.slice(0, 20).map((post) => {
          const link = httpsOnly(post.link)
          return (
            <div key={post.id}>
              {post.author !== null && <Soft>{post.author}</Soft>}
              {post.isDeleted ? (
                <Soft>{t('deleted')}</Soft>
              ) : (
                <Clip tabIndex={0}>{post.text ?? t('noWords')}</Clip>
              )}
              <Row>
                {post.reposts !== null && <Soft>{t('reposts', { n: post.reposts })}</Soft>}
                {post.comments !== null && <Soft>{t('comments', { n: post.comments })}</Soft>}
                {link !== undefined && (
                  <a
                    href={link}
                    target="_blank"
                    rel="noopener noreferrer"
                    style={{ color: 'var(--wq-accent)', fontSize: 13 }}
                  >
                    {t('openPost')}
                  </a>
                )}
              </Row>
            </div>
          )
        })}
      </Stack>
    </Fold>
  )
}
