import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { useMoments } from '../../kit/moment.ts'
import { Icon } from '../icons.tsx'
import type { TicketLine } from '../lab-door.ts'
import { Hidden } from '../parts.tsx'
import { words } from '../words.ts'
import { StatusDot, TroublePills } from './status.tsx'

const Row = styled.button`
  display: grid;
  grid-template-columns: 20px minmax(0, 1fr);
  gap: 8px;
  width: 100%;
  padding: 10px 12px;
  border: 0;
  border-bottom: 1px solid var(--wq-line);
  background: transparent;
  cursor: pointer;
  text-align: left;

  &:hover {
    background: var(--wq-raised);
  }

  &[aria-current='true'] {
    background: var(--wq-accentSoft);
    box-shadow: inset 3px 0 var(--wq-accent);
  }

  &:focus-visible {
    outline-offset: -2px;
  }
`

const Channel = styled.span`
  position: relative;
  padding-top: 2px;
  color: var(--wq-soft);

  &[data-channel='wechat'] {
    color: var(--wq-wechat);
  }

  &[data-channel='weibo'] {
    color: var(--wq-weibo);
  }
`

const Lines = styled.span`
  display: grid;
  gap: 2px;
  min-width: 0;
`

const Meta = styled.span`
  display: flex;
  align-items: center;
  gap: 8px;
  min-width: 0;
  color: var(--wq-soft);
  font-size: 12px;
  white-space: nowrap;
`

const Cut = styled.span`
  flex: 1;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`

const Subject = styled(Cut)`
  [data-unread='true'] & {
    font-weight: 700;
  }
`

const Unread = styled.span`
  flex: none;
  width: 8px;
  height: 8px;
  border-radius: 50%;
  background: var(--wq-accent);
`

export function channelOf(tags: readonly string[]): 'wechat' | 'weibo' | undefined {
  if (tags.includes('weiqiao_wechat')) return 'wechat'
  return tags.includes('weiqiao_weibo') ? 'weibo' : undefined
}

function Preview({ ticket }: { readonly ticket: TicketLine }) {
  const t = useWords(words)
  const { lastComment, requester } = ticket
  if (!lastComment) return <Cut />
  const isCustomer = lastComment.authorName === requester.name
  const who = lastComment.public ? lastComment.authorName : t('internalNote')
  return <Cut>{isCustomer ? lastComment.text : `${who}: ${lastComment.text}`}</Cut>
}

/** One ticket in a list: who, what about, what was said last, and what is wrong. */
export function TicketRow({
  ticket,
  isOpen,
  isUnread,
  onOpen,
}: {
  readonly ticket: TicketLine
  readonly isOpen: boolean
  readonly isUnread: boolean
  readonly onOpen: () => void
}) {
  const t = useWords(words)
  const { brief, full } = useMoments()
  const at = new Date(ticket.updatedAt).getTime()
  const channel = channelOf(ticket.tags)
  return (
    <li>
      <Row type="button" aria-current={isOpen} data-unread={isUnread} onClick={onOpen}>
        <Channel data-channel={channel}>
          <Icon name={channel ?? 'direct'} size={20} />
        </Channel>
        <Lines>
          <Meta>
            <Cut>{ticket.requester.name}</Cut>
            <TroublePills tags={ticket.tags} />
            <time dateTime={new Date(at).toISOString()} title={full(at)}>
              {brief(at)}
            </time>
          </Meta>
          <Meta style={{ color: 'var(--wq-ink)', fontSize: 14 }}>
            <Subject>{ticket.subject}</Subject>
            {isUnread && (
              <Unread>
                <Hidden>{t('unread')}</Hidden>
              </Unread>
            )}
          </Meta>
          <Meta>
            <StatusDot status={ticket.status} />
            <Preview ticket={ticket} />
          </Meta>
        </Lines>
      </Row>
    </li>
  )
}
