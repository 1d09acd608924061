/** What a text is rewritten by: instructions of ours, and the text. Neither holds a customer's words. */
export interface Rewriting {
  readonly instruction: string
  readonly text: string
}

/** Something that says a text in better words. It suggests, it never sends. Throws `rewriting.*`, `http.*`. */
export interface Rewriter {
  rewrite(rewriting: Rewriting): Promise<string>
}
