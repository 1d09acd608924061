import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const named = process.env['CHROMIUM_PATH']
const executablePath = named === undefined ? places.find((path) => existsSync(path)) : named

/** Why the browser tests cannot run here, to stand in the name of the skipped group. */
export const whyNoBrowser: string | undefined =
  executablePath !== undefined && existsSync(executablePath)
    ? undefined
    : named === undefined
      ? 'no Chromium found; set CHROMIUM_PATH'
      : `CHROMIUM_PATH is ${named}, which does not exist`

/** A group's name, with the reason when it is skipped. */
export function groupName(name: string): string {
  return whyNoBrowser === undefined ? name : `${name} (skipped: ${whyNoBrowser})`
}

// Nothing that reaches for the network, a GPU or a sandbox that a container does not have.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ args, ...(executablePath !== undefined && { executablePath }) })
}
