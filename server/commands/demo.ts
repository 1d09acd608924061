import { fork, type ChildProcess } from 'node:child_process'
import { RelayError } from '../core/error.ts'
import { loadConfig } from '../config.ts'
import { printProblems, type Command } from './command.ts'
import { labPlan, writeRelayConfig } from './lab.ts'
import { seedPast } from './lab-past.ts'
import { startFrom } from './start.ts'
import { untilSignal } from './until-signal.ts'
import { withStore } from './with-store.ts'

interface LabReady {
  readonly urls: { readonly zendesk: string }
}

/** The simulators run in a process of their own and say on stdout when they listen. */
async function startLabProcess(): Promise<{ child: ChildProcess; ready: LabReady }> {
  const child = fork(process.argv[1] ?? '', ['lab', '--day'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: process.execArgv,
  })
  const ready = await new Promise<LabReady>((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('\n')) resolve(JSON.parse(text.split('\n', 1)[0] ?? '') as LabReady)
    })
    child.once('exit', (code) =>
      reject(
        new RelayError(
          'config.port_taken',
          `The lab did not start (exit ${code}); are its ports in use?`,
        ),
      ),
    )
  })
  return { child, ready }
}

async function stopLab(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** `npm start`: simulators, relay and a believable past; prints the one address to open. */
export const demo: Command = async () => {
  const plan = labPlan()
  const reading = loadConfig(writeRelayConfig(plan))
  if (!reading.ok) {
    printProblems(reading.problems)
    return 1
  }
  const { child, ready } = await startLabProcess()
  try {
    await withStore(reading.config, ({ store }) => seedPast(store.journal, plan))
    const relay = await startFrom(reading)
    process.stdout.write(`\n  Weiqiao 微桥 lab is ready. Open ${ready.urls.zendesk}/\n\n`)
    await untilSignal(() => relay.stop())
    return 0
  } finally {
    await stopLab(child)
  }
}
