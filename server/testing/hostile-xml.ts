const full = 65_536

/** Repeats `unit` between `head` and `tail` until 64 KiB are full. */
function fill(unit: string, head = '<xml>', tail = '</xml>'): string {
  const times = Math.floor((full - Buffer.byteLength(head + tail)) / Buffer.byteLength(unit))
  return head + unit.repeat(times) + tail
}

function numbered(write: (index: number) => string): string {
  let text = '<xml>'
  for (let i = 0; text.length < full - 60; i++) text += write(i)
  return `${text}</xml>`
}

/** Documents of at most 64 KiB, each made to cost a careless reader dearly. */
export const hostileXml: Readonly<Record<string, string>> = {
  'nesting 20,000 deep': '<a>'.repeat(20_000),
  'eight levels, many times': fill('<a><b><c><d><e><f>x</f></e></d></c></b></a>'),
  'many attributes': fill(' a="b"', '<xml', '></xml>'),
  'one huge CDATA': fill('x', '<xml><A><![CDATA[', ']]></A></xml>'),
  'a CDATA that never ends': fill(']]', '<xml><A><![CDATA[', ''),
  'thousands of empty CDATA': fill('<![CDATA[]]>', '<xml><A>', '</A></xml>'),
  'CDATA and text in turn': fill('<![CDATA[ ]]>\n ', '<xml><A>', '</A></xml>'),
  'ends of CDATA without a beginning': fill(']]>', '<xml><A>', '</A></xml>'),
  'thousands of entities': fill('&lt;', '<xml><A>', '</A></xml>'),
  'thousands of character references': fill('&#x4f60;', '<xml><A>', '</A></xml>'),
  'ampersands alone': fill('&', '<xml><A>', '</A></xml>'),
  'an entity bomb':
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><xml>&b;</xml>',
  'blanks before a tag ends': fill(' ', '<xml', '></xml>'),
  'blanks between elements': fill(' \n\t\r', '<xml>', '</xml>'),
  'blanks after the end': fill(' ', '<xml></xml>', 'x'),
  'carriage returns': fill('\r', '<xml><A>', '</A></xml>'),
  'control characters': fill('\u0001', '<xml><A>', '</A></xml>'),
  'controls and text in turn': fill('\u0001x', '<xml><A><![CDATA[', ']]></A></xml>'),
  'one tag repeated': fill('<a/>'),
  'one tag repeated with text': fill('<A>1</A>'),
  'many names, each twice': numbered((i) => `<a${i}/><a${i}/>`),
  'many names, each once': numbered((i) => `<n${i}>1</n${i}>`),
  'names of the prototype': fill('<__proto__><constructor>1</constructor></__proto__>'),
  'one endless name': fill('a', '<', '>'),
  'opening marks alone': fill('<', ''),
  'wide characters': fill('你', '<xml><A>', '</A></xml>'),
  'an endless declaration': fill(' ', '<?xml version="1.0"', '?><xml/>'),
  'a comment': fill('-', '<xml><!--', '--></xml>'),
}
