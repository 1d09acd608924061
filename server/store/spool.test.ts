import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Spool } from '../core/store/index.ts'
import { failureOf } from '../testing/failure-of.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { openSpool } from './spool.ts'

const key = randomBytes(32)
let dir: string
let log: ReturnType<typeof recordingLog>

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weiqiao-spool-'))
  log = recordingLog()
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

const open = (place = dir, own: Uint8Array = key): Promise<Spool> =>
  openSpool({ dir: place, key: own, clock: new FakeClock(), log })

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Everything that waits, handed over. */
async function drained(spool: Spool): Promise<string[]> {
  const seen: string[] = []
  await spool.drain(async (record) => {
    seen.push(new TextDecoder().decode(record))
  })
  return seen
}

async function filled(...texts: string[]): Promise<Spool> {
  const spool = await open()
  for (const text of texts) await spool.append([bytes(text)])
  return spool
}

const file = (): string => join(dir, 'mail.spool')
const keptAside = (): string[] => readdirSync(dir).filter((name) => name.startsWith('damaged-'))

describe('the local spool', () => {
  it('hands mail over in the order it came and is empty afterwards', async () => {
    const spool = await filled('一', '二')
    await spool.append([bytes('三'), bytes('四')])
    expect(spool.isEmpty()).toBe(false)
    expect(await drained(spool)).toEqual(['一', '二', '三', '四'])
    expect(spool.isEmpty()).toBe(true)
    expect(existsSync(file())).toBe(false)
  })

  it('holds what was appended when the process is killed right after (I3)', async () => {
    await filled('first', 'second')
    expect(await drained(await open())).toEqual(['first', 'second'])
  })

  it('keeps a record the store refuses and all after it, also over a restart', async () => {
    const spool = await filled('a', 'b', 'c')
    const taken: string[] = []
    const refuseB = async (record: Uint8Array): Promise<void> => {
      const text = new TextDecoder().decode(record)
      if (text === 'b') throw new TypeError('down again')
      taken.push(text)
    }
    await expect(spool.drain(refuseB)).rejects.toThrow('down again')
    expect(taken).toEqual(['a'])
    expect(spool.isEmpty()).toBe(false)
    expect(await drained(await open())).toEqual(['b', 'c'])
  })

  it('lets newer mail join the tail while older mail is handed over', async () => {
    const spool = await filled('old')
    const seen: string[] = []
    await spool.drain(async (record) => {
      seen.push(new TextDecoder().decode(record))
      if (seen.length === 1) await spool.append([bytes('new')])
    })
    expect(seen).toEqual(['old', 'new'])
    expect(spool.isEmpty()).toBe(true)
  })

  it('hands each record over once when two drains run at a time', async () => {
    const spool = await filled('a', 'b', 'c')
    const both = await Promise.all([drained(spool), drained(spool)])
    expect(both.flat().sort()).toEqual(['a', 'b', 'c'])
  })

  it('writes nothing readable to the disk', async () => {
    await filled('客户甲的手机号 13800138000')
    const text = readFileSync(file()).toString('utf8')
    expect(text).not.toContain('13800138000')
    expect(text).not.toContain('客户甲')
  })

  it('takes mail after a crash that left the mark but not the mail', async () => {
    writeFileSync(join(dir, 'mail.done'), '100000')
    await filled('acknowledged')
    expect(await drained(await open())).toEqual(['acknowledged'])
  })

  it('refuses a record that could not be read back', async () => {
    const spool = await filled('small')
    const tooLarge = spool.append([new Uint8Array(9 * 1024 * 1024)])
    expect(await failureOf(tooLarge)).toBe('store.unavailable not_done')
    expect(await drained(spool)).toEqual(['small'])
  })
})

describe('a damaged spool', () => {
  it('forgets a tail that was cut off anywhere and takes new mail behind what is whole', async () => {
    await filled('one', 'two')
    const whole = readFileSync(file())
    const first = whole.readUInt32BE(0) + 12
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: first, max: whole.length - 1 }), async (cut) => {
        writeFileSync(file(), whole.subarray(0, cut))
        const spool = await open()
        await spool.append([bytes('three')])
        expect(await drained(await open())).toEqual(['one', 'three'])
      }),
      { numRuns: 60 },
    )
  })

  it('delivers what stands before and after a flipped byte and keeps the damage aside', async () => {
    await filled('one', 'two', 'three')
    const whole = readFileSync(file())
    const start = whole.readUInt32BE(0) + 12
    const end = start + whole.readUInt32BE(start) + 12
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: start, max: end - 1 }), async (at) => {
        const broken = Buffer.from(whole)
        broken.writeUInt8(broken.readUInt8(at) ^ 0x55, at)
        writeFileSync(file(), broken)
        const spool = await open()
        expect(keptAside()).not.toEqual([])
        expect(await drained(spool)).toEqual(['one', 'three'])
      }),
      { numRuns: 60 },
    )
    expect(log.lines.some((line) => line.startsWith('spool.damaged'))).toBe(true)
  })

  it('goes on when the disk damages mail while the relay runs', async () => {
    const spool = await filled('one', 'two')
    const broken = readFileSync(file())
    broken.writeUInt8(broken.readUInt8(broken.length - 1) ^ 1, broken.length - 1)
    writeFileSync(file(), broken)
    expect(await drained(spool)).toEqual(['one'])
    expect(spool.isEmpty()).toBe(true)
    expect(keptAside()).toHaveLength(1)
    await spool.append([bytes('three')])
    expect(await drained(spool)).toEqual(['three'])
  })

  it('hands mail over again when the mark points beyond it', async () => {
    await filled('one')
    writeFileSync(join(dir, 'mail.done'), '5000')
    expect(await drained(await open())).toEqual(['one'])
  })

  it('keeps mail of another key aside instead of deleting it', async () => {
    await filled('sealed long ago')
    const before = readFileSync(file())
    const spool = await open(dir, randomBytes(32))
    expect(await drained(spool)).toEqual([])
    const [kept = ''] = keptAside()
    expect(readFileSync(join(dir, kept)).equals(before)).toBe(true)
  })
})

/** A process whose files cannot grow beyond 16 KiB: the kernel writes what fits, then refuses. */
async function onFullDisk(): Promise<string[]> {
  const script = `
    import { openSpool } from ${JSON.stringify(new URL('./spool.ts', import.meta.url).href)}
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    const clock = { now: () => 0, monotonic: () => 0, sleep: async () => {} }
    const key = Buffer.alloc(32, 7)
    const spool = await openSpool({ dir: process.env.SPOOL_DIR, key, clock, log })
    const say = (text) => process.stdout.write(text + '\\n')
    const put = async (name, size) => {
      try {
        await spool.append([Buffer.from(name.padEnd(size, '.'))])
        say(name + ' taken')
      } catch (error) { say(name + ' ' + error.code) }
    }
    await put('a', 6000); await put('b', 20000); await put('c', 500)
    await spool.drain(async (record) => say('out ' + String.fromCharCode(record[0])))
    await put('d', 500)
    await spool.drain(async (record) => say('out ' + String.fromCharCode(record[0])))`
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f 16; exec "$0" --import tsx --input-type=module -e "$1"`].concat(
      process.execPath,
      script,
    ),
    { env: { ...process.env, SPOOL_DIR: dir, TSX_DISABLE_CACHE: '1' } },
  )
  return stdout.trim().split('\n')
}

describe('a spool on a full disk', () => {
  it('refuses what does not fit and loses nothing that it took before or takes after', async () => {
    expect(await onFullDisk()).toEqual([
      'a taken',
      'b store.disk_full',
      'c taken',
      'out a',
      'out c',
      'd taken',
      'out d',
    ])
  })
})
