import { useState, type FormEvent } from 'react'
import styled from 'styled-components'
import { Button, Tag } from '../../kit/garden.ts'
import { useTime, useWords } from '../../kit/i18n.tsx'
import { Empty, Failure, Loading } from '../../kit/states.tsx'
import type { Lab, Post, Remark } from '../lab-door.ts'
import { Bar, Line, Quiet, Scroll } from '../parts.tsx'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'

const Card = styled.li`
  display: grid;
  gap: 6px;
  margin: 8px;
  padding: 12px;
  border-radius: 10px;
  background: var(--wq-surface);
  overflow-wrap: anywhere;
`

const Who = styled.p`
  display: flex;
  align-items: center;
  gap: 6px;
  font-weight: 600;
`

const Soft = styled.span`
  color: var(--wq-soft);
  font-size: 12px;
  font-weight: 400;
`

const Remarks = styled.ul`
  display: grid;
  gap: 6px;
  padding: 8px 10px;
  border-radius: 8px;
  background: var(--wq-raised);
`

interface Writing {
  readonly hint: string
  readonly action: string
  readonly onWrite: (text: string) => void
}

function Writer({ hint, action, onWrite }: Writing) {
  const [text, setText] = useState('')
  function write(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === '') return
    onWrite(text)
    setText('')
  }
  return (
    <Bar
      as="form"
      onSubmit={write}
      style={{ border: 0, padding: '6px 8px', background: 'var(--wq-surface)' }}
    >
      <Line
        aria-label={hint}
        placeholder={hint}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="small" type="submit">
        {action}
      </Button>
    </Bar>
  )
}

function Author({ remark }: { readonly remark: Remark }) {
  const t = useWords(words)
  const time = useTime()
  return (
    <Who>
      {remark.author.name}
      {remark.author.isBrand && (
        <Tag size="small" hue="blue">
          {t('brand')}
        </Tag>
      )}
      <Soft>{time(remark.at)}</Soft>
    </Who>
  )
}

interface Threading {
  readonly lab: Lab
  readonly customer: string
}

function PostCard({ lab, customer, post }: Threading & { readonly post: Post }) {
  const t = useWords(words)
  const [answering, setAnswering] = useState<Remark>()
  const path = `/weibo/customers/${customer}/comments`
  function write(text: string): void {
    void lab.post(path, { postId: post.id, text, ...(answering && { replyTo: answering.id }) })
    setAnswering(undefined)
  }
  return (
    <Card>
      <Author remark={post} />
      <p>{post.deleted ? t('deleted') : post.text}</p>
      {post.comments.length > 0 && (
        <Remarks>
          {post.comments.map((remark) => (
            <li key={remark.id}>
              <Author remark={remark} />
              {remark.text}{' '}
              <Quiet type="button" onClick={() => setAnswering(remark)}>
                {t('reply')}
              </Quiet>
            </li>
          ))}
        </Remarks>
      )}
      <Writer
        hint={answering ? t('replyHint', { name: answering.author.name }) : t('commentHint')}
        action={t('comment')}
        onWrite={write}
      />
    </Card>
  )
}

/** Weibo's public square as this customer sees it. */
export function Timeline({ lab, customer, brand }: Threading & { readonly brand: string }) {
  const t = useWords(words)
  const live = useLive<{ posts: readonly Post[] }>(lab, '/weibo/timeline')
  return (
    <>
      <Writer
        hint={t('postHint', { name: brand })}
        action={t('post')}
        onWrite={(text) =>
          void lab.post(`/weibo/customers/${customer}/posts`, { text, mention: true })
        }
      />
      <Scroll>
        {live.state === 'loading' && <Loading label={t('loading')} />}
        {live.state === 'failed' && (
          <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
        )}
        {live.state === 'ready' && live.value.posts.length === 0 && <Empty text={t('noPosts')} />}
        {live.state === 'ready' && (
          <ul aria-label={t('timeline')}>
            {live.value.posts.map((post) => (
              <PostCard key={post.id} lab={lab} customer={customer} post={post} />
            ))}
          </ul>
        )}
      </Scroll>
    </>
  )
}
