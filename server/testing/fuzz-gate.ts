/**
 * Sends very many hostile replies through the relay's gate and prints what leaked; exit 1 if any did.
 * `npm run fuzz:gate -- [--sends 100000] [--seed 1]`
 */
import { parseArgs } from 'node:util'
import { fuzzGate } from './gate-fuzz.ts'

const { values } = parseArgs({
  options: {
    sends: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
})
const sends = Number(values.sends)
const seed = Number(values.seed)
if (!Number.isSafeInteger(sends) || sends < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('--sends and --seed take whole numbers.\n')
  process.exit(2)
}
const { tried, leaks } = await fuzzGate(sends, seed, (done) => {
  if (done % 10_000 === 0) process.stderr.write(`${String(done)} sent\n`)
})
for (const { material, text } of leaks.slice(0, 50))
  process.stderr.write(`leaked ${material}: ${JSON.stringify(text)}\n`)
process.stdout.write(`${JSON.stringify({ sends, seed, leaks: leaks.length, tried }, null, 2)}\n`)
process.exit(leaks.length === 0 ? 0 : 1)
