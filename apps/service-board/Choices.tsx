import { Segment, Segments } from './parts.tsx'

/** One of a few, side by side. */
export function Choices<Key extends string>({
  label,
  keys,
  chosen,
  name,
  onChoose,
}: {
  readonly label: string
  readonly keys: readonly Key[]
  readonly chosen: Key
  readonly name: (key: Key) => string
  readonly onChoose: (key: Key) => void
}) {
  return (
    <Segments role="group" aria-label={label}>
      {keys.map((key) => (
        <Segment
          key={key}
          type="button"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
        >
          {name(key)}
        </Segment>
      ))}
    </Segments>
  )
}
