const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const

/** Marks of the page that mean nothing in a picture. */
const dropped = ['class', 'style', 'tabindex', 'role', 'aria-pressed', 'data-focus', 'data-strong']

function copyStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const name of dropped) to.removeAttribute(name)
  // The page's variables are not there where the picture goes: their values are written in.
  for (const name of kept) {
    const value = style.getPropertyValue(name)
    if (value !== '') to.setAttribute(name, value)
  }
  const [ours, theirs] = [[...from.children], [...to.children]]
  ours.forEach((child, at) => {
    const copy = theirs[at]
    if (copy) copyStyles(child, copy)
  })
}

/** A chart as a file of its own: on its paper, under its title, with every colour written in. */
export function svgFile(chart: SVGSVGElement, title: string): string {
  const copy = chart.cloneNode(true) as SVGSVGElement
  copyStyles(chart, copy)
  const [, , width = 0, height = 0] = (chart.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const head = 40
  const pad = 16
  const styles = getComputedStyle(document.documentElement)
  const make = (name: string, attributes: Readonly<Record<string, string | number>>): Element => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
    return element
  }
  const whole = { width: width + 2 * pad, height: height + head + pad }
  const file = make('svg', { ...whole, viewBox: `0 0 ${whole.width} ${whole.height}` })
  const paper = { ...whole, fill: styles.getPropertyValue('--wq-surface') || '#ffffff' }
  const ink = styles.getPropertyValue('--wq-ink') || '#000000'
  const face = getComputedStyle(document.body).fontFamily
  const name = make('text', { x: pad, y: 25, fill: ink, 'font-size': 14, 'font-family': face })
  name.textContent = title
  // The last label of an axis reaches over the edge, as it does on the page.
  const placed = { x: pad, y: head, width, height, overflow: 'visible' }
  for (const [key, value] of Object.entries(placed)) copy.setAttribute(key, String(value))
  file.append(make('rect', paper), name, copy)
  return new XMLSerializer().serializeToString(file)
}

/** The picture in twice the size, as sharp screens and slides want it. Rejects where the browser cannot draw it. */
export async function pngFile(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new TypeError('the browser drew nothing'))
    }, 'image/png')
  })
}

/** Hands a file to the person as a download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** A file name that every system takes. */
export function fileName(title: string, kind: string): string {
  const plain = title.replaceAll(/[\\/:*?"<>|\s]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return `${plain === '' ? 'weiqiao' : plain}.${kind}`
}
