import type { FastifyInstance } from 'fastify'
import { addEndpoint, ok, type Call } from './door.ts'
import { WechatRefusal } from './refusal.ts'
import type { WechatState } from './state.ts'

const TOKEN_PATH = '/cgi-bin/token'
const STABLE_PATH = '/cgi-bin/stable_token'
const CLEARS_PER_MONTH = 10

/** Daily allowances. https://developers.weixin.qq.com/doc/service/Message_Management/API_Call_Limits */
const dailyLimits: Readonly<Record<string, number>> = {
  [TOKEN_PATH]: 2_000,
  [STABLE_PATH]: 500_000,
  '/cgi-bin/message/custom/send': 500_000,
  '/cgi-bin/media/upload': 100_000,
  '/cgi-bin/media/get': 200_000,
  '/cgi-bin/user/info': 5_000_000,
}

export function addBaseEndpoints(app: FastifyInstance, state: WechatState): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: TOKEN_PATH,
    needsToken: false,
    dailyLimit: 2_000,
    answer({ query }) {
      const { grant_type: grant, appid: appId, secret } = query
      checkCredentials(state, { grant, appId, secret })
      return granted(state, state.tokens.issue(), 'token')
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: STABLE_PATH,
    needsToken: false,
    dailyLimit: 500_000,
    answer: (call) => stableToken(state, call),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/clear_quota',
    answer: (call) => clearQuota(state, call),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/openapi/quota/get',
    answer: (call) => showQuota(state, call),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/cgi-bin/getcallbackip',
    answer: () => ({ ip_list: ['127.0.0.1'] }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/cgi-bin/get_api_domain_ip',
    answer: () => ({ ip_list: ['127.0.0.1'] }),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/callback/check',
    answer: (call) => checkCallback(call),
  })
}

function checkCredentials(
  state: WechatState,
  given: { grant: unknown; appId: unknown; secret: unknown },
): void {
  const { grant, appId, secret } = given
  if (grant !== 'client_credential') throw new WechatRefusal(40002)
  if (!appId) throw new WechatRefusal(41002)
  if (appId !== state.plan.wechat.appId) throw new WechatRefusal(40013)
  if (!secret) throw new WechatRefusal(41004)
  if (secret !== state.plan.wechat.appSecret) throw new WechatRefusal(40125)
}

function stableToken(state: WechatState, call: Call): object {
  const body = call.json()
  const allowed = new Set(['grant_type', 'appid', 'secret', 'force_refresh'])
  if (Object.keys(body).some((name) => !allowed.has(name))) throw new WechatRefusal(47001)
  const force = body['force_refresh'] ?? false
  if (typeof force !== 'boolean') throw new WechatRefusal(47001)
  const { grant_type: grant, appid: appId, secret } = body
  checkCredentials(state, { grant, appId, secret })
  return granted(state, state.tokens.issueStable(force), 'stable_token')
}

function granted(
  state: WechatState,
  token: { value: string; expiresIn: number },
  source: string,
): object {
  state.world.record({
    platform: 'wechat',
    kind: 'token.issued',
    account: state.plan.wechat.account,
    data: { source, expiresIn: token.expiresIn },
  })
  return { access_token: token.value, expires_in: token.expiresIn }
}

function clearQuota(state: WechatState, call: Call): object {
  if (call.json()['appid'] !== state.plan.wechat.appId) throw new WechatRefusal(40013)
  const month = new Date(state.world.now()).toISOString().slice(0, 7)
  const used = state.clears.filter((at) => new Date(at).toISOString().startsWith(month))
  if (used.length >= CLEARS_PER_MONTH) throw new WechatRefusal(48006)
  state.clears.push(state.world.now())
  state.quota.reset()
  return ok
}

function showQuota(state: WechatState, call: Call): object {
  const path = String(call.json()['cgi_path'] ?? '')
  const limit = dailyLimits[path]
  if (limit === undefined) throw new WechatRefusal(76021)
  const used = state.quota.used(path)
  return { ...ok, quota: { daily_limit: limit, used, remain: limit - used } }
}

function checkCallback(call: Call): object {
  const { action, check_operator } = call.json()
  if (!['dns', 'ping', 'all'].includes(String(action))) throw new WechatRefusal(40035)
  const operators = ['CHINANET', 'UNICOM', 'CAP', 'DEFAULT']
  if (!operators.includes(String(check_operator))) throw new WechatRefusal(40035)
  const dns = [{ ip: '127.0.0.1', real_operator: 'DEFAULT' }]
  const ping = [{ ip: '127.0.0.1', from_operator: 'DEFAULT', package_loss: '0%', time: '0.5ms' }]
  return {
    ...(action === 'ping' ? {} : { dns }),
    ...(action === 'dns' ? {} : { ping }),
  }
}
