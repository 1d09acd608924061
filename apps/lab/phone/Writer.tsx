import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button } from '../../kit/garden.ts'
import { Bar, Line } from '../parts.tsx'

/** One line to write in and one button to hand it in. */
export function Writer({
  hint,
  action,
  isFocused = false,
  onWrite,
}: {
  readonly hint: string
  readonly action: string
  readonly isFocused?: boolean
  readonly onWrite: (text: string) => void
}) {
  const [text, setText] = useState('')
  const line = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isFocused) line.current?.focus()
  }, [isFocused, hint])
  function write(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === '') return
    onWrite(text)
    setText('')
  }
  return (
    <Bar as="form" onSubmit={write} style={{ border: 0, padding: 0, flexWrap: 'nowrap' }}>
      <Line
        ref={line}
        aria-label={hint}
        placeholder={hint}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="small" type="submit">
        {action}
      </Button>
    </Bar>
  )
}
