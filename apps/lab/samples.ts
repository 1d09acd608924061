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

/** Two seconds of silence in AMR-NB: the header and a hundred frames of 12.2 kbit/s without data. */
export const sampleVoice = {
  base64: btoa(`#!AMR\n${String.fromCharCode(0x7c).repeat(100)}`),
  contentType: 'audio/amr',
  fileName: 'voice.amr',
} as const
