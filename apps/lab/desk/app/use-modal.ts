import { useState } from 'react'
import type { Subject } from '../zaf/calls.ts'
import type { ZafHost } from '../zaf/host.ts'
import { isFields, UnknownPath } from '../zaf/protocol.ts'

/** A modal that an app asked for. */
export interface AskedModal {
  readonly guid: string
  readonly url: string
  readonly width: string
  readonly height: string
}

const usual = { width: '500px', height: '400px' }

function askedBy(options: unknown, pageUrl: string): AskedModal {
  const { location, url, size } = isFields(options) ? options : {}
  if (location !== 'modal') throw new UnknownPath('only a modal can be opened here')
  if (typeof url !== 'string' || !URL.canParse(url, pageUrl)) throw new TypeError('needs a url')
  const target = new URL(url, pageUrl)
  if (target.origin !== new URL(pageUrl).origin) throw new TypeError('must be a page of the app')
  const { width, height } = isFields(size) ? size : {}
  return {
    guid: crypto.randomUUID(),
    url: target.href,
    width: typeof width === 'string' ? width : usual.width,
    height: typeof height === 'string' ? height : usual.height,
  }
}

/** `instances.create` for whoever may open a modal, `destroy` for the modal itself. */
export function useModal(host: ZafHost, pageUrl: string | undefined) {
  const [asked, setAsked] = useState<AskedModal>()
  function close(): void {
    if (asked) host.emit('modal.close', undefined, asked.guid)
    setAsked(undefined)
  }
  function open(options: unknown): readonly { readonly instanceGuid: string }[] {
    const next = askedBy(options, pageUrl ?? '')
    setAsked(next)
    return [{ instanceGuid: next.guid }]
  }
  const instead = (
    subject: Subject,
    action: string,
    run: (first: unknown) => unknown,
  ): Subject => ({
    ...subject,
    invoke: (name, args) => (name === action ? run(args[0]) : subject.invoke(name, args)),
  })
  return {
    asked,
    close,
    opening: (subject: Subject) => instead(subject, 'instances.create', open),
    closing: (subject: Subject) =>
      instead(subject, 'destroy', () => {
        close()
        return null
      }),
  }
}
