import styled from 'styled-components'

const Link = styled.a`
  color: inherit;
  text-decoration: underline;
  text-underline-offset: 2px;
`

const address = /(https?:\/\/[^\s<>"'（）()「」，。；]+)/

/** What somebody wrote, as text: addresses become links, nothing becomes markup. */
export function LinkedText({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(address).map((part, index) =>
        index % 2 === 1 ? (
          // A text keeps its order: the index is its identity.
          <Link key={index} href={part} target="_blank" rel="noreferrer noopener">
            {part}
          </Link>
        ) : (
          part
        ),
      )}
    </>
  )
}
