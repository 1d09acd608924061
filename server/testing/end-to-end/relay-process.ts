import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { eventually } from './relay-in-lab.ts'

const cli = join(import.meta.dirname, '../../cli.ts')

export interface RelayProcess {
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

/** A relay as an operator starts it, in a process of its own. Resolves when it is ready. */
export async function startRelayProcess(configPath: string, url: string): Promise<RelayProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, 'start', '--config', configPath], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, WEIQIAO_LOG: 'error' },
  })
  const complaints: string[] = []
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString('utf8')))
  try {
    await eventually(async () => {
      if (child.exitCode !== null) throw new TypeError(complaints.join(''))
      const { status } = await fetch(`${url}/readyz`)
      if (status !== 200) throw new TypeError(`readyz ${status}`)
    }, 60_000)
  } catch (error) {
    // Nobody holds it yet: left alone it would outlive the test.
    child.kill('SIGKILL')
    throw error
  }
  return {
    async kill() {
      child.kill('SIGKILL')
      await ended(child)
    },
    stop() {
      child.kill('SIGTERM')
      return ended(child)
    },
  }
}
