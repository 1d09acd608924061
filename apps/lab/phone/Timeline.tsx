import { useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Empty, Failure, Loading } from '../../kit/states.tsx'
import type { Lab, Post } from '../lab-door.ts'
import { Problem, Scroll } from '../parts.tsx'
import { samplePicture } from '../samples.ts'
import { useDeed } from '../use-deed.ts'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'
import { PostCard } from './PostCard.tsx'
import { Writer } from './Writer.tsx'

const Top = styled.div`
  display: grid;
  gap: 6px;
  padding: 8px 10px;
  background: var(--wq-surface);
  border-bottom: 1px solid var(--wq-line);
`

const Check = styled.label`
  display: flex;
  align-items: center;
  gap: 6px;
  color: var(--wq-soft);
  font-size: 13px;
`

interface Square {
  readonly lab: Lab
  readonly customer: string
  readonly brand: string
}

function NewPost({ lab, customer, brand }: Square) {
  const t = useWords(words)
  const [hasPicture, setPicture] = useState(false)
  const deed = useDeed()
  async function publish(text: string): Promise<void> {
    const picture = hasPicture ? { picBase64: samplePicture().base64 } : {}
    const post = { text, mention: true, ...picture }
    const isOut = await deed.run(() => lab.post(`/weibo/customers/${customer}/posts`, post))
    if (isOut) setPicture(false)
  }
  return (
    <Top>
      <Writer
        hint={t('postHint', { name: brand })}
        action={t('post')}
        onWrite={(text) => void publish(text)}
      />
      <Check>
        <input
          type="checkbox"
          checked={hasPicture}
          onChange={(event) => setPicture(event.target.checked)}
        />
        {t('withPicture')}
      </Check>
      {deed.problem !== '' && <Problem>{t('notDone', { why: deed.problem })}</Problem>}
    </Top>
  )
}

/** Weibo's public square as this customer sees it. */
export function Timeline({ lab, customer, brand }: Square) {
  const t = useWords(words)
  const live = useLive<{ posts: readonly Post[] }>(lab, '/weibo/timeline')
  return (
    <>
      <NewPost lab={lab} customer={customer} brand={brand} />
      <Scroll tabIndex={0} role="region" aria-label={t('timeline')}>
        {live.state === 'loading' && <Loading label={t('loading')} />}
        {live.state === 'failed' && (
          <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
        )}
        {live.state === 'ready' && live.value.posts.length === 0 && <Empty text={t('noPosts')} />}
        {live.state === 'ready' && (
          <ul>
            {live.value.posts.map((post) => (
              <PostCard key={post.id} lab={lab} customer={customer} post={post} />
            ))}
          </ul>
        )}
      </Scroll>
    </>
  )
}
