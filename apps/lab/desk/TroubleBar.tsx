import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Icon, type IconName } from '../icons.tsx'
import { Quiet } from '../parts.tsx'
import { words } from '../words.ts'
import { troublesOf, type Trouble } from './status.tsx'

const Strip = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 8px;
  padding: 8px 16px;
  border-top: 1px solid var(--wq-line);
  background: var(--wq-warningSoft);
  color: var(--wq-warning);
  font-size: 13px;

  &[data-trouble='weiqiao_failed'] {
    background: var(--wq-dangerSoft);
    color: var(--wq-danger);
  }
`

const Said = styled.p`
  display: flex;
  flex: 1 1 240px;
  gap: 6px;
  align-items: center;
  font-weight: 600;
`

type Word = keyof typeof words

/** The commands of the relay that help, in the order an agent would think of them. */
const ways: Readonly<Record<Trouble, { said: Word; icon: IconName; commands: readonly Word[] }>> = {
  weiqiao_held: {
    said: 'heldSaid',
    icon: 'pause',
    commands: ['release', 'rewrite', 'reject'],
  },
  weiqiao_failed: { said: 'failedSaid', icon: 'alert', commands: ['resend'] },
  weiqiao_unconfirmed: {
    said: 'unconfirmedSaid',
    icon: 'question',
    commands: ['received', 'resend'],
  },
}

/** Says that the customer was not answered, and what can be done about it with one click. */
export function TroubleBar({
  tags,
  onCommand,
  onRewrite,
}: {
  readonly tags: readonly string[]
  readonly onCommand: (note: string) => void
  readonly onRewrite: (note: string) => void
}) {
  const t = useWords(words)
  return (
    <>
      {troublesOf(tags).map((trouble) => (
        <Strip key={trouble} data-trouble={trouble} role="status">
          <Said>
            <Icon name={ways[trouble].icon} />
            {t(ways[trouble].said)}
          </Said>
          {ways[trouble].commands.map((command) => (
            <Quiet
              key={command}
              type="button"
              title={t('commandHint', { note: `#${t(command)}` })}
              onClick={() =>
                command === 'rewrite' ? onRewrite(`#${t(command)} `) : onCommand(`#${t(command)}`)
              }
            >
              {t(command)}
            </Quiet>
          ))}
        </Strip>
      ))}
    </>
  )
}
