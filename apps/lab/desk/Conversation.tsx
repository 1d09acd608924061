import { Fragment } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { useMoments } from '../../kit/moment.ts'
import { Icon } from '../icons.tsx'
import type { Comment } from '../lab-door.ts'
import { News, Scroll } from '../parts.tsx'
import { useStickToEnd } from '../use-stick-to-end.ts'
import { words } from '../words.ts'
import { CommentCard } from './CommentCard.tsx'

const Frame = styled.div`
  position: relative;
  display: flex;
  flex: 1 1 120px;
  flex-direction: column;
  min-height: 0;
`

const Talk = styled.ol`
  display: grid;
  gap: 10px;
  padding: 12px 16px 16px;
`

const Day = styled.li`
  color: var(--wq-soft);
  font-size: 12px;
  text-align: center;
`

const timeOf = (comment: Comment): number => new Date(comment.at).getTime()

/** A ticket's whole conversation, newest at the end, a line between days. */
export function Conversation({ comments }: { readonly comments: readonly Comment[] }) {
  const t = useWords(words)
  const { day, isSameDay } = useMoments()
  const end = useStickToEnd(comments.length)
  const startsDay = (index: number): boolean => {
    const [comment, before] = [comments[index], comments[index - 1]]
    return comment !== undefined && !(before && isSameDay(timeOf(before), timeOf(comment)))
  }
  return (
    <Frame>
      <Scroll
        ref={end.box}
        onScroll={end.onScroll}
        tabIndex={0}
        role="region"
        aria-label={t('conversation')}
      >
        <Talk>
          {comments.map((comment, index) => (
            <Fragment key={comment.id}>
              {startsDay(index) && <Day>{day(timeOf(comment))}</Day>}
              <CommentCard comment={comment} />
            </Fragment>
          ))}
        </Talk>
      </Scroll>
      {end.hasNews && (
        <News type="button" style={{ bottom: 10 }} onClick={end.toEnd}>
          <Icon name="down" size={14} />
          {t('newComments')}
        </News>
      )}
    </Frame>
  )
}
