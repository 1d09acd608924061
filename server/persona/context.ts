/**
 * What a rule may look at. Every field is optional; a rule whose input is absent stays silent.
 * The same object is built by the relay's gate and by the sidebar.
 */
export interface LintContext {
  readonly now?: string
  readonly channel?: {
    readonly kind: 'weibo' | 'wechat' | 'wecom'
    /** Absent: public, the stricter one. */
    readonly visibility?: 'public' | 'private'
    readonly form?: 'post' | 'comment' | 'message'
    readonly maxLength?: number
    /** How maxLength counts; absent: chars. */
    readonly unit?: 'chars' | 'bytes' | 'weibo'
    readonly repliesLeft?: number
    readonly windowEndsAt?: string
    readonly media?: readonly ('text' | 'image' | 'voice' | 'video' | 'file')[]
  }
  readonly ticket?: { readonly serviceNo?: string }
  readonly roster?: {
    readonly code: string
    readonly codes?: readonly string[]
    /** The relay adds the code on sending; absent: true. */
    readonly appended?: boolean
  }
  readonly brand?: { readonly servicePhones?: readonly string[] }
  readonly attachments?: readonly { readonly kind: 'image' | 'voice' | 'video' | 'file' }[]
}

export function isPublic(context: LintContext): boolean {
  return context.channel?.visibility !== 'private'
}
