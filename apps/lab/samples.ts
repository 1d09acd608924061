/** A picked file as the control interface takes it. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** A drawn screen with a crack, so that a picture can be sent without having one. */
export function samplePicture(): { base64: string; contentType: string; fileName: string } {
  const canvas = document.createElement('canvas')
  canvas.width = 240
  canvas.height = 160
  const pen = canvas.getContext('2d')
  if (pen) {
    pen.fillStyle = '#25313b'
    pen.fillRect(0, 0, 240, 160)
    pen.fillStyle = '#4b6b86'
    pen.fillRect(14, 14, 212, 132)
    pen.strokeStyle = '#ffffff'
    pen.beginPath()
    for (const [x, y] of [
      [120, 14],
      [104, 52],
      [130, 70],
      [96, 98],
      [118, 146],
    ] as const)
      pen.lineTo(x, y)
    pen.moveTo(130, 70)
    pen.lineTo(226, 40)
    pen.moveTo(96, 98)
    pen.lineTo(14, 120)
    pen.stroke()
  }
  const url = canvas.toDataURL('image/png')
  return {
    base64: url.slice(url.indexOf(',') + 1),
    contentType: 'image/png',
    fileName: 'screen.png',
  }
}

/** One 20 ms frame of AMR-NB at 12.2 kbit/s whose parameters decode to silence. */
const silentFrame = '3c911716be6679e1e001e7aff000000080000000000000000000000000000000'
const syllable = { frames: 12, voiced: 8 }

/** Three seconds of murmuring in the rhythm of speech, as phones record it (AMR-NB, RFC 4867 §5). */
export function sampleVoice(): { base64: string; contentType: string; fileName: string } {
  const silence = (silentFrame.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  let bytes = '#!AMR\n'
  for (let frame = 0; frame < 150; frame += 1) {
    const isVoiced = frame % syllable.frames < syllable.voiced
    // Bytes 5 to 11 carry the first codebook pulses; any bits are valid there.
    const sounded = silence.map((byte, at) =>
      isVoiced && at >= 5 && at < 12 ? (frame * 73 + at * 151) % 251 : byte,
    )
    bytes += String.fromCharCode(...sounded)
  }
  return { base64: btoa(bytes), contentType: 'audio/amr', fileName: 'voice.amr' }
}
