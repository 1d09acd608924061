import { useMemo, useState } from 'react'
import styled from 'styled-components'
import type { Guidance } from '../../server/api/guidance.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Act, Clip, Row, Soft } from './parts.tsx'
import { readPoints, stretchesOf, type PointReader } from './said.ts'
import { toScript, type Script } from './script.ts'
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

const Message = styled.li`
  padding: 6px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }
`

const shown = 5
type Converted = { readonly texts: readonly string[] } | 'error' | undefined

/** What the customer wrote since the last answer, the points marked in their own words. */
export function Said({
  said,
  read = readPoints,
}: {
  readonly said: Guidance['said']
  readonly read?: PointReader
}) {
  const t = useWords(words)
  const moments = useMoments()
  const [converted, setConverted] = useState<Converted>()
  const latest = useMemo(() => said.slice(-shown), [said])
  const texts = typeof converted === 'object' ? converted.texts : undefined
  const marked = useMemo(
    () => latest.map(({ text }) => stretchesOf(text, read(text))),
    [latest, read],
  )
  const count = marked.flat().filter(({ kind }) => kind !== undefined).length
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
      <ul>
        {latest.map(({ at }, i) => (
          <Message key={`${at}-${i}`} title={moments.full(Date.parse(at))}>
            <Clip as="div" tabIndex={0}>
              {texts?.[i] ??
                (marked[i] ?? []).map(({ text, kind }, j) =>
                  kind ? (
                    <Mark key={j} data-kind={kind} title={t(`kind${kind}`)}>
                      {text}
                    </Mark>
                  ) : (
                    text
                  ),
                )}
            </Clip>
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
