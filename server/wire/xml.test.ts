import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { isRelayError } from '../core/error.ts'
import { hostileXml } from '../testing/hostile-xml.ts'
import { readXml, writeXml, type XmlValue } from './xml.ts'

/** The same reading by an independent parser; undefined where it refuses. */
function readBySaxes(text: string): unknown {
  interface Open {
    name: string
    outside: string
    inside: string | undefined
    children: Record<string, unknown[]>
  }
  const stack: Open[] = []
  let root: unknown
  const faults: Error[] = []
  const parser = new SaxesParser()
  parser.on('error', (fault) => faults.push(fault))
  parser.on('opentag', ({ name }) =>
    stack.push({ name, outside: '', inside: undefined, children: {} }),
  )
  parser.on('text', (words) => {
    const top = stack.at(-1)
    if (!top) return
    if (top.inside === undefined) top.outside += words
    else if (words.trim() !== '') top.inside += words
  })
  parser.on('cdata', (words) => {
    const top = stack.at(-1)!
    top.inside = (top.inside ?? (top.outside.trim() === '' ? '' : top.outside)) + words
  })
  parser.on('closetag', () => {
    const { name, outside, inside, children } = stack.pop()!
    const names = Object.keys(children)
    const fields = Object.fromEntries(
      names.map((key) => [key, children[key]!.length > 1 ? children[key] : children[key]![0]]),
    )
    const value = names.length > 0 ? fields : (inside ?? outside.trim())
    const parent = stack.at(-1)
    if (parent) (parent.children[name] ??= []).push(value)
    else root = value === '' ? {} : value
  })
  parser.write(text).close()
  return faults.length > 0 ? undefined : root
}

function plain(value: XmlValue): unknown {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return (value as readonly XmlValue[]).map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

const refusal = (text: string): unknown => {
  try {
    return readXml(text)
  } catch (error) {
    return isRelayError(error) ? error.code : error
  }
}

const words = fc.string({ unit: fc.constantFrom(...'ab09 &<>"\'\n]中文😀;#x') })
const names = fc.constantFrom('A', 'MsgType', 'b_1', 'item', 'x-y.z')
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&#62;')
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
const leaf = fc.oneof(
  words.map(escaped),
  words.map(cdata),
  fc.tuple(words, words, words).map(([a, b, c]) => escaped(a) + cdata(b) + escaped(c)),
  words.map((text) => `\n  ${cdata(text)}\n`),
)
const layout = fc.constantFrom('', '\n', ' \t')
const content = fc.letrec<{ inner: string; element: string }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('element'), { maxLength: 4 }).map((all) => all.join('')),
  ),
  element: fc
    .tuple(names, layout, tie('inner'), layout)
    .map(([name, gap, inner, after]) => `<${name}${gap}>${inner}</${name}${gap}>${after}`),
}))
const bodies = fc
  .array(content.element, { maxLength: 5 })
  .map((all) => `<xml>${all.join('')}</xml>`)

describe('readXml', () => {
  it('reads a WeChat message as texts, ids as they were sent', () => {
    const { name, fields, duplicates } = readXml(
      '<xml><ToUserName><![CDATA[gh_1]]></ToUserName>\n<MsgId>7401234567890123456</MsgId>' +
        '<Content><![CDATA[<b>1 & 2</b>]]></Content><Code>0012</Code><Empty></Empty><None/></xml>',
    )
    expect([name, duplicates]).toEqual(['xml', []])
    expect({ ...fields }).toEqual({
      ToUserName: 'gh_1',
      MsgId: '7401234567890123456',
      Content: '<b>1 & 2</b>',
      Code: '0012',
      Empty: '',
      None: '',
    })
  })

  it('keeps blanks inside CDATA and drops the layout around it', () => {
    const { fields } = readXml('<xml><A>\n <![CDATA[ 1\n]]>\n<![CDATA[2 ]]></A><B> 3 </B></xml>')
    expect([fields['A'], fields['B']]).toEqual([' 1\n2 ', '3'])
  })

  it('names direct children that come more than once, however often, and keeps them in order', () => {
    const { fields, duplicates } = readXml(
      '<xml><A>1</A><B>x</B><A>2</A><A>3</A><C><D>1</D><D>2</D></C></xml>',
    )
    expect(duplicates).toEqual(['A'])
    expect(fields['A']).toEqual(['1', '2', '3'])
    expect(plain(fields['C'] ?? '')).toEqual({ D: ['1', '2'] })
  })

  it('takes a BOM, a declaration, blanks around and raw control characters', () => {
    const { fields } = readXml(
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<xml><A><![CDATA[a\u0000\u001f\u000bb\r\nc\td]]></A></xml>\n',
    )
    expect(fields['A']).toBe('ab\nc\td')
  })

  it('makes objects that no name of the prototype can reach', () => {
    const { fields } = readXml('<xml><__proto__><polluted>1</polluted></__proto__></xml>')
    expect(Object.getPrototypeOf(fields)).toBeNull()
    expect(Object.keys(fields)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(fields['constructor']).toBeUndefined()
  })

  it.each([
    ['a DOCTYPE', '<!DOCTYPE xml><xml/>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]><xml>&e;</xml>'],
    ['an undeclared entity', '<xml><A>&nbsp;</A></xml>'],
    ['a reference to no character', '<xml><A>&#xD800;</A></xml>'],
    ['a reference to a control character', '<xml><A>&#0;</A></xml>'],
    ['a reference beyond Unicode', '<xml><A>&#9999999;</A></xml>'],
    ['a comment', '<xml><!-- --></xml>'],
    ['an instruction', '<xml><?php ?></xml>'],
    ['an attribute', '<xml a="1"/>'],
    ['tags that do not match', '<xml><A>1</B></xml>'],
    ['a tag that never closes', '<xml><A>1</xml>'],
    ['a longer closing tag', '<xml><A><![CDATA[1]]></AA></xml>'],
    ['text among elements', '<xml>1<A/></xml>'],
    ['CDATA among elements', '<xml><![CDATA[1]]><A/></xml>'],
    ['text at the root', '<xml>1</xml>'],
    ['two roots', '<xml/><xml/>'],
    ['something after the end', '<xml/>x'],
    ['an odd declaration', '<?xml-stylesheet href="x"?><xml/>'],
    ['nothing', ''],
    ['JSON', '{"a":1}'],
    ['nine levels', `${'<a>'.repeat(9)}${'</a>'.repeat(9)}`],
    ['thousands of elements', `<xml>${'<a/>'.repeat(2_000)}</xml>`],
    ['more than 64 KiB', `<xml><A>${'x'.repeat(65_536)}</A></xml>`],
    ['more than 64 KiB of wide characters', `<xml><A>${'你'.repeat(21_900)}</A></xml>`],
  ])('refuses %s', (_what, text) => {
    expect(refusal(text)).toBe('channel.malformed')
  })

  it('takes eight levels, and other limits where they are given', () => {
    expect(readXml(`${'<a>'.repeat(8)}${'</a>'.repeat(8)}`).name).toBe('a')
    expect(refusal('<a><b>1</b></a>')).not.toBe('channel.malformed')
    expect(() => readXml('<a><b>1</b></a>', { maxDepth: 1 })).toThrow('nested')
    expect(() => readXml('<a><b>1</b></a>', { maxBytes: 14 })).toThrow('long')
  })

  it('never repeats what it was given in its errors', () => {
    fc.assert(
      fc.property(words, (text) => {
        try {
          readXml(`<xml><A>secret${text}</xml>`)
        } catch (error) {
          expect(String(error)).not.toContain('secret')
        }
      }),
    )
  })

  it('reads every well-formed document as an independent parser does', () => {
    fc.assert(
      fc.property(bodies, (text) => {
        const expected = readBySaxes(text)
        const { fields } = readXml(text)
        // An element with text beside children is refused above; the generator makes none.
        expect(plain(fields)).toEqual(expected)
      }),
      { numRuns: 2_000 },
    )
  })

  it('accepts no broken document that an independent parser refuses, nor reads it otherwise', () => {
    const cut = fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', '<', '>', '&', '</', ']]>', '/'))
    fc.assert(
      fc.property(bodies, cut, (text, [where, length, patch]) => {
        const at = where % (text.length + 1)
        const broken = text.slice(0, at) + patch + text.slice(at + length)
        // Half an emoji is not XML, but a customer's message may hold one.
        fc.pre(!/\p{Surrogate}/u.test(broken) && broken.trimStart() === broken)
        const mine = refusal(broken)
        if (mine === 'channel.malformed') return
        expect(plain((mine as { fields: XmlValue }).fields)).toEqual(readBySaxes(broken))
      }),
      { numRuns: 5_000 },
    )
  })

  it('answers any text with fields or channel.malformed', () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '/',
        '<a>',
        '</a>',
        '<![CDATA[',
        ']]>',
        '&',
        ';',
        'x',
        '\u0000',
      ),
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
        const answer = refusal(text)
        expect(answer === 'channel.malformed' || typeof answer === 'object').toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it.each(Object.entries(hostileXml))(
    'answers %s without going over it again and again',
    (_what, text) => {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536)
      // Square work on 64 KiB takes seconds. The 5 ms that are promised are measured by `npm run bench`, where nothing else runs.
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now()
        refusal(text)
        return performance.now() - start
      })
      expect(Math.min(...times)).toBeLessThanOrEqual(250)
    },
  )
})

describe('a refusal of readXml', () => {
  const isHostile = (text: string): unknown => {
    try {
      readXml(text)
      return 'read'
    } catch (error) {
      return isRelayError(error, 'channel.malformed') && (error.details['isHostile'] ?? false)
    }
  }
  it.each([
    ['a document type', '<!DOCTYPE xml><xml/>', true],
    ['a document type inside', '<xml><!DOCTYPE a></xml>', true],
    ['nesting', `${'<a>'.repeat(9)}${'</a>'.repeat(9)}`, true],
    ['thousands of elements', `<xml>${'<a/>'.repeat(2_001)}</xml>`, true],
    ['length', `<xml>${' '.repeat(70_000)}</xml>`, true],
    ['an end that is missing', '<xml><a>1</a>', false],
    ['an attribute', '<xml a="b"/>', false],
    ['an entity nobody knows', '<xml><a>&b;</a></xml>', false],
    ['no XML', 'hello', false],
  ])('says of %s whether a platform may have written it so', (_what, text, expected) =>
    expect(isHostile(text)).toBe(expected),
  )
  it('minds no document type in what a customer wrote', () =>
    expect(readXml('<xml><a><![CDATA[<!DOCTYPE html>]]></a></xml>').fields['a']).toBe(
      '<!DOCTYPE html>',
    ))
})

describe('writeXml', () => {
  it('writes texts in CDATA, numbers bare, arrays as repeated elements', () => {
    expect(
      writeXml({ A: 'x', N: 12, None: undefined, Articles: { item: [{ T: '1' }, { T: '2' }] } }),
    ).toBe(
      '<xml><A><![CDATA[x]]></A><N>12</N><Articles><item><T><![CDATA[1]]></T></item>' +
        '<item><T><![CDATA[2]]></T></item></Articles></xml>',
    )
  })

  it('drops what no XML can carry', () => {
    expect(writeXml({ A: 'a\u0000\u0008b' })).toBe('<xml><A><![CDATA[ab]]></A></xml>')
  })

  it('is read back unchanged, whatever the text', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(']', '>', '<', '&', '\n'), fc.string()),
    })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const kept = (one: string): string => one.replace(/[\u0000-\u0008\u000b-\u001f]/g, '')
        const { fields } = readXml(writeXml({ A: kept(a), B: { C: kept(b) } }))
        expect(plain(fields)).toEqual({ A: kept(a), B: { C: kept(b) } })
      }),
      { numRuns: 2_000 },
    )
  })
})
