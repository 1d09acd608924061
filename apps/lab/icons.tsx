/** Drawn here, on a 16-pixel grid: a page of its own needs a dozen signs, not a font of them. */
const paths = {
  sun: 'M8 4.5A3.5 3.5 0 1 1 8 11.5 3.5 3.5 0 0 1 8 4.5M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3.05 3.05l1.05 1.05M11.9 11.9l1.05 1.05M3.05 12.95l1.05-1.05M11.9 4.1l1.05-1.05',
  moon: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
  back: 'M10 3 5 8l5 5',
  down: 'M8 3v10M4 9l4 4 4-4',
  fold: 'M4 6l4 4 4-4',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  clip: 'M13 7.5 7.6 12.9a3 3 0 0 1-4.3-4.3L9 3a2 2 0 0 1 2.9 2.9L6.4 11.3a1 1 0 0 1-1.4-1.4L10 5',
  phone: 'M5 1.5h6a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7 12.5h2',
  pause: 'M6 3.5v9M10 3.5v9',
  alert: 'M8 2 14.5 13.5h-13zM8 6.5v3.5M8 11.8v.1',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.3 8.7 8 9.2 8 10M8 12.3v.1',
  wechat:
    'M8 2.5c3.6 0 6.5 2.2 6.5 5s-2.9 5-6.5 5c-.8 0-1.6-.1-2.3-.3L3 13.5l.6-2.2C2.3 10.4 1.5 9 1.5 7.5c0-2.8 2.9-5 6.5-5zM5.7 7v.1M10.3 7v.1',
  weibo:
    'M8.7 6.6C6 6.1 3 7.7 2.7 10s2.1 4 5 4 5.5-1.8 5.5-4c0-1-.7-1.7-1.7-2 .3-1.3-.8-2-2.8-1.4zM10 2.5c2.6-.4 4.6 1.6 4 4',
  direct: 'M2 4h12v8.5H2zM2.3 4.3 8 8.8l5.7-4.5',
  voice: 'M5.5 6.5a3 3 0 0 1 0 3M8 4.5a6 6 0 0 1 0 7M10.5 2.5a9.5 9.5 0 0 1 0 11',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  bridge: 'M1.5 11.5c2.5-6 10.5-6 13 0M1.5 11.5h13M5.5 8v3.5M10.5 8v3.5',
  board: 'M2 13.5h12M3.5 13.5V8h2.5v5.5M6.8 13.5v-11h2.5v11M10 13.5V6h2.5v7.5',
  check: 'M3 8.5 6.5 12 13 4.5',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path d={paths[name]} />
    </svg>
  )
}
