import type { ProbeResult } from '../core/channel.ts'
import { isRelayError } from '../core/error.ts'
import type { HttpDoor } from '../core/http.ts'

const check = 'public address'

function isOfThisMachine(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

const notRunning: ProbeResult = {
  check,
  ok: true,
  isNote: true,
  message: {
    zh: '中继尚未启动，启动后可再次检查回调地址',
    en: 'The relay is not running yet; look again once it is, to see whether callbacks arrive',
  },
}

function unreachable(why: string): ProbeResult {
  return {
    check,
    ok: false,
    message: {
      zh: `平台无法送达回调：${why}。请检查域名、证书和反向代理`,
      en: `Platforms cannot deliver callbacks: ${why}. Check name, certificate and proxy`,
    },
  }
}

/** Whether platforms could reach the relay, as far as this machine can tell. */
export async function probePublicUrl(
  publicUrl: string,
  http: HttpDoor,
): Promise<readonly ProbeResult[]> {
  try {
    const answer = await http.call({ method: 'GET', url: `${publicUrl}/healthz` })
    if (answer.status === 200 && answer.text() === 'ok') {
      const message = { zh: '回调地址可达', en: 'Callbacks can reach the relay' }
      return [{ check, ok: true, message }]
    }
    // A proxy that has nobody behind it.
    if ([502, 503, 504].includes(answer.status)) return [notRunning]
    return [unreachable(`HTTP ${answer.status}`)]
  } catch (error) {
    if (!isRelayError(error)) throw error
    return [isOfThisMachine(publicUrl) ? notRunning : unreachable(error.message)]
  }
}
