import { useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Icon } from '../icons.tsx'
import type { Attachment } from '../lab-door.ts'
import { words } from '../words.ts'

const Files = styled.ul`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
  margin-top: 8px;
`

const Picture = styled.img`
  display: block;
  max-width: min(220px, 100%);
  max-height: 160px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-raised);
`

const Film = styled.video`
  display: block;
  width: min(280px, 100%);
  max-height: 200px;
  border-radius: 8px;
  background: #000;
`

const Sound = styled.audio`
  display: block;
  width: 260px;
  max-width: 100%;
  height: 40px;
`

const Chip = styled.a`
  display: inline-flex;
  align-items: center;
  gap: 6px;
  max-width: 100%;
  padding: 2px 10px 2px 8px;
  border: 1px solid var(--wq-line);
  border-radius: 14px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font-size: 13px;
  overflow-wrap: anywhere;
  text-decoration: none;

  &:hover {
    border-color: var(--wq-accent);
  }
`

const Soft = styled.span`
  color: var(--wq-soft);
  white-space: nowrap;
`

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kib = bytes / 1024
  return kib < 1024 ? `${kib.toFixed(kib < 10 ? 1 : 0)} KB` : `${(kib / 1024).toFixed(1)} MB`
}

function Download({ file }: { readonly file: Attachment }) {
  return (
    <Chip href={file.url} target="_blank" rel="noreferrer noopener">
      <Icon name="clip" />
      {file.fileName}
      <Soft>{sizeText(file.size)}</Soft>
    </Chip>
  )
}

/** Plays or shows what a browser can, and offers the rest as a file. */
function File({ file }: { readonly file: Attachment }) {
  const t = useWords(words)
  const [isBroken, setBroken] = useState(false)
  const [kind, format = ''] = file.contentType.split('/')
  const giveUp = (): void => setBroken(true)
  if (isBroken || format.startsWith('amr')) return <Download file={file} />
  if (kind === 'image') {
    return (
      <a href={file.url} target="_blank" rel="noreferrer noopener" title={file.fileName}>
        <Picture src={file.url} alt={file.fileName} onError={giveUp} />
      </a>
    )
  }
  const playing = {
    controls: true,
    preload: 'metadata',
    src: file.url,
    onError: giveUp,
    title: file.fileName,
  }
  if (kind === 'audio')
    return <Sound {...playing} aria-label={t('voiceFile', { name: file.fileName })} />
  if (kind === 'video')
    return <Film {...playing} aria-label={t('videoFile', { name: file.fileName })} />
  return <Download file={file} />
}

export function Attachments({ files }: { readonly files: readonly Attachment[] }) {
  const t = useWords(words)
  if (files.length === 0) return null
  return (
    <Files aria-label={t('attachments')}>
      {files.map((file) => (
        <li key={file.id} style={{ maxWidth: '100%' }}>
          <File file={file} />
        </li>
      ))}
    </Files>
  )
}
