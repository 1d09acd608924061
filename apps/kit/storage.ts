/** What the browser keeps for this page; a browser that keeps nothing for frames is no failure. */
export const kept = {
  read(key: string): string | undefined {
    try {
      return localStorage.getItem(key) ?? undefined
    } catch {
      return undefined
    }
  },
  write(key: string, value: string): void {
    try {
      localStorage.setItem(key, value)
    } catch {
      // Not remembered then.
    }
  },
}
