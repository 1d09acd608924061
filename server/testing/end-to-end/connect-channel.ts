import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ConfigFile } from '../../config.ts'
import type { RelayInLab } from './relay-in-lab.ts'

const run = promisify(execFile)
const cli = join(import.meta.dirname, '../../cli.ts')

/** Turns a configuration into one of the channel framework, whose accounts are connected in Zendesk. */
export function throughChannel(config: ConfigFile): void {
  for (const { zendesk } of config.tenants)
    Object.assign(zendesk, { port: 'channel', pushClientId: 'zdg-weiqiao' })
}

/** The codes an admin reads on the relay, by account. */
async function connectCodes(configPath: string): Promise<ReadonlyMap<string, string>> {
  const args = ['--import', 'tsx', cli, 'connect-codes', '--config', configPath]
  const { stdout } = await run(process.execPath, args)
  const lines = stdout.trim().split('\n')
  return new Map(
    lines.map((line) => {
      const [, account = '', code = ''] = line.split(' ')
      return [account, code] as const
    }),
  )
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
}

/** A form as a browser would send it. */
function formIn(html: string): { action: string | undefined; fields: URLSearchParams } {
  const fields = new URLSearchParams()
  for (const [, name = '', value = ''] of html.matchAll(
    /<input[^>]* name="([^"]*)"(?: value="([^"]*)")?/g,
  ))
    fields.set(name, unescaped(value))
  return { action: /<form[^>]* action="([^"]*)"/.exec(html)?.[1], fields }
}

async function post(url: string, body: URLSearchParams): Promise<string> {
  const response = await fetch(url, { method: 'POST', body })
  const text = await response.text()
  if (!response.ok) throw new TypeError(`${url}: ${response.status} ${text}`)
  return text
}

interface Begun {
  readonly instancePushId: string
  readonly adminUi: { readonly url: string; readonly form: Readonly<Record<string, string>> }
}

/** Connects every account as an admin does: add account, fill in the relay's page, come back to Zendesk. */
export async function connectAccounts(bed: RelayInLab): Promise<ReadonlyMap<string, string>> {
  const instances = new Map<string, string>()
  for (const [account, code] of await connectCodes(bed.configPath)) {
    const { instancePushId, adminUi } = await bed.control<Begun>('/desk/integrations', {
      manifestUrl: `${bed.relayUrl}/zendesk/manifest.json`,
    })
    const asked = formIn(await post(adminUi.url, new URLSearchParams(adminUi.form)))
    asked.fields.set('weiqiao_account', account)
    asked.fields.set('weiqiao_code', code)
    const back = formIn(await post(adminUi.url, asked.fields))
    await post(back.action ?? '', back.fields)
    instances.set(account, instancePushId)
  }
  return instances
}
