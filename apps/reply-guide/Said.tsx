import { Fragment, useMemo, useState } from 'react'
import styled from 'styled-components'
import type { Guidance } from '../../server/api/guidance.ts'
import { readFeeling, type FeelingReader } from '../../server/language/feelings.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { corrector, type Correcting } from './corrector.ts'
import { FeelingLine } from './FeelingLine.tsx'
import { Act, Clip, Row, Soft } from './parts.tsx'
import { piecesOf, readPoints, stretchesOf, type Piece, type PointReader } from './said.ts'
import { toScript, type Script } from './script.ts'
import { UnderstoodLine } from './UnderstoodLine.tsx'
import { words } from './words.ts'

const Mark = styled.mark`
  padding: 1px 0;
  border-bottom: 2px solid var(--wq-accent);
  background: var(--wq-accentSoft);
  color: inherit;

  &[data-kind='complaint'] {
    border-color: var(--wq-warning);
    background: var(--wq-warningSoft);
  }
`

/** Told by more than a colour, and apart from the points it may stand in. */
const Evidence = styled.strong`
  font-weight: 600;
  text-decoration: underline wavy var(--wq-warning) 1px;
  text-underline-offset: 3px;
`

const Message = styled.li`
  padding: 6px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }
`

const shown = 5
type Converted = { readonly texts: readonly string[] } | 'error' | undefined

function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  const t = useWords(words)
  return pieces.map(({ text, kind, isEvidence }, i) => {
    const inner = isEvidence ? <Evidence title={t('feelingWord')}>{text}</Evidence> : text
    return kind ? (
      <Mark key={i} data-kind={kind} title={t(`kind${kind}`)}>
        {inner}
      </Mark>
    ) : (
      <Fragment key={i}>{inner}</Fragment>
    )
  })
}

/** What the customer wrote since the last answer: the points and the words of feeling marked in it. */
export function Said({
  said,
  read = readPoints,
  feel = readFeeling,
  correcting,
}: {
  readonly said: Guidance['said']
  readonly read?: PointReader
  readonly feel?: FeelingReader
  /** Records what an agent says a message says; absent where nobody can. */
  readonly correcting?: Correcting | undefined
}) {
  const t = useWords(words)
  const moments = useMoments()
  const [converted, setConverted] = useState<Converted>()
  const latest = useMemo(() => said.slice(-shown), [said])
  const texts = typeof converted === 'object' ? converted.texts : undefined
  const { own, stretches, feeling } = useMemo(() => {
    const written = latest.map(({ text }) => text)
    return {
      own: written,
      stretches: written.map((text) => stretchesOf(text, read(text))),
      feeling: feel(written),
    }
  }, [latest, read, feel])
  const count = stretches.flat().filter(({ kind }) => kind !== undefined).length
  const marked = stretches.map((one, i) =>
    piecesOf(
      one,
      feeling.evidence.filter(({ message }) => message === i),
    ),
  )
  async function convert(script: Script): Promise<void> {
    try {
      setConverted({ texts: await Promise.all(latest.map(({ text }) => toScript(text, script))) })
    } catch {
      setConverted('error')
    }
  }
  if (latest.length === 0)
    return (
      <Fold name="said" title={t('said')}>
        <Soft>{t('saidNone')}</Soft>
      </Fold>
    )
  return (
    <Fold name="said" title={t('said')} aside={count > 0 ? t('points', { n: count }) : undefined}>
      <FeelingLine feeling={feeling} texts={own} />
      <ul>
        {latest.map(({ message, text, at, understood }, i) => (
          <Message key={`${at}-${i}`} title={moments.full(Date.parse(at))}>
            <Clip as="div" tabIndex={0}>
              {texts?.[i] ?? <Marked pieces={marked[i] ?? []} />}
            </Clip>
            {understood && (
              <UnderstoodLine
                text={text}
                understood={understood}
                onCorrect={correcting && corrector(correcting, message)}
              />
            )}
          </Message>
        ))}
      </ul>
      {converted === 'error' && <Soft role="alert">{t('convertFailed')}</Soft>}
      <Row>
        {texts ? (
          <Act type="button" data-plain onClick={() => setConverted(undefined)}>
            {t('original')}
          </Act>
        ) : (
          <Act type="button" data-plain onClick={() => void convert('simplified')}>
            {t('toSimplified')}
          </Act>
        )}
      </Row>
    </Fold>
  )
}
