import ts from 'typescript'

/** One entry of a word list or one alternative of a pattern, as it stands in the bundled text. */
export interface Entry {
  /** The source file it came from. */
  readonly file: string
  /** The entry itself: a word or a pattern piece. */
  readonly words: string
  /** What is cut out to drop it, with the sign that parts it from its neighbour. */
  readonly from: number
  readonly to: number
  /** What is put there instead: nothing, or a word nobody writes. */
  readonly put: string
  /** The other entries of its list. */
  readonly siblings: readonly string[]
}

interface Piece {
  readonly from: number
  readonly to: number
}

const han = /\p{Script=Han}/u

/** The alternatives of a pattern at every depth, each list on its own; offsets within `source`. */
export function alternativesIn(source: string): readonly (readonly Piece[])[] {
  const lists: Piece[][] = []
  const open: { starts: number; pieces: Piece[] }[] = [{ starts: 0, pieces: [] }]
  function end(at: number): void {
    const level = open.at(-1)
    level?.pieces.push({ from: level.starts, to: at })
  }
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]
    if (sign === '\\') at++
    else if (sign === '[') {
      while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    } else if (sign === '(') {
      const head = /^\((?:\?(?:[:=!]|<[=!]))?/.exec(source.slice(at, at + 4))?.[0].length ?? 1
      open.push({ starts: at + head, pieces: [] })
      at += head - 1
    } else if (sign === '|') {
      end(at)
      const level = open.at(-1)
      if (level) level.starts = at + 1
    } else if (sign === ')') {
      end(at)
      lists.push(open.pop()?.pieces ?? [])
      // A piece of a template may close a group that another piece opened.
      if (open.length === 0) open.push({ starts: at + 1, pieces: [] })
    }
  }
  end(source.length)
  for (const { pieces } of open) lists.push(pieces)
  return lists.filter((pieces) => pieces.length > 1)
}

function isToldToPeople(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent)
    if (ts.isPropertyAssignment(at) && /^(?:zh|en|because|message)$/.test(at.name.getText()))
      return true
  return false
}

interface Literal {
  readonly file: string
  readonly text: string
  readonly start: number
}

function entriesOf({ file, text, start }: Literal, pieces: readonly Piece[], gap: RegExp): Entry[] {
  const words = pieces.map(({ from, to }) => text.slice(from, to))
  return pieces.flatMap(({ from, to }, index): Entry[] => {
    const own = words[index] ?? ''
    if (!han.test(own)) return []
    const cutsAfter = gap.test(text[to] ?? '')
    const cutsBefore = !cutsAfter && gap.test(text[from - 1] ?? '')
    return [
      {
        file,
        words: own,
        from: start + from - (cutsBefore ? 1 : 0),
        to: start + to + (cutsAfter ? 1 : 0),
        put: '',
        siblings: words.filter((word, other) => other !== index && han.test(word)),
      },
    ]
  })
}

function wordsIn(literal: Literal): Entry[] {
  const pieces = [...literal.text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
  }))
  return entriesOf(literal, pieces, /\s/)
}

function inArray(literal: Literal, node: ts.Node): Entry[] {
  if (!ts.isArrayLiteralExpression(node.parent)) return []
  const siblings = node.parent.elements.filter(ts.isStringLiteral).map(({ text }) => text)
  const { file, text, start } = literal
  const others = siblings.filter((word) => word !== text)
  return [
    { file, words: text, from: start, to: start + text.length, put: '\\u0000', siblings: others },
  ]
}

function literalIn(node: ts.Node, file: string): Literal | undefined {
  const isText =
    ts.isStringLiteral(node) ||
    ts.isTemplateLiteralToken(node) ||
    ts.isRegularExpressionLiteral(node)
  if (!isText || !han.test(node.getText()) || isToldToPeople(node)) return undefined
  const whole = node.getText()
  const ends = ts.isRegularExpressionLiteral(node)
    ? whole.length - whole.lastIndexOf('/')
    : whole.endsWith('${')
      ? 2
      : 1
  return { file, text: whole.slice(1, whole.length - ends), start: node.getStart() + 1 }
}

function entriesAt(node: ts.Node, file: string): Entry[] {
  const literal = literalIn(node, file)
  if (!literal) return []
  if (!ts.isRegularExpressionLiteral(node) && /\S\s+\S/.test(literal.text)) return wordsIn(literal)
  const lists = alternativesIn(literal.text)
  if (lists.length > 0) return lists.flatMap((pieces) => entriesOf(literal, pieces, /\|/))
  return inArray(literal, node)
}

/** Every entry in the lists and patterns of a bundle whose parts are marked with their files. */
export function lexiconEntries(
  bundle: string,
  isLexicon: (file: string) => boolean,
): readonly Entry[] {
  const tree = ts.createSourceFile('bundle.js', bundle, ts.ScriptTarget.Latest, true)
  const marks = [...bundle.matchAll(/^ *\/\/ (server\/\S+\.ts)$/gm)]
  const fileAt = (at: number): string => marks.findLast(({ index }) => index <= at)?.[1] ?? ''
  const found: Entry[] = []
  function visit(node: ts.Node): void {
    if (ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node)) {
      const file = fileAt(node.getStart())
      if (isLexicon(file)) found.push(...entriesAt(node, file))
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}
