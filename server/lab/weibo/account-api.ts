import type { FastifyInstance, FastifyRequest } from 'fastify'
import { weiboDate } from './dates.ts'
import { addEndpoint, tokenOf, type Call } from './door.ts'
import { userPayload, type WeiboUser } from './people.ts'
import { WeiboRefusal } from './refusal.ts'
import type { WeiboState } from './state.ts'

const CALLS_PER_IP_AND_HOUR = 15_000

export function addAccountEndpoints(app: FastifyInstance, state: WeiboState): void {
  addEndpoint(app, state, {
    method: 'GET',
    name: 'account/get_uid',
    answer: () => ({ uid: Number(state.plan.weibo.uid) }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'account/rate_limit_status',
    isCounted: false,
    answer: () => rateLimits(state),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'users/show',
    optional: ['uid', 'screen_name'],
    answer: (call) => userPayload(findUser(state, call)),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'eps/user/info',
    required: ['uid'],
    answer: (call) => fanInfo(findUser(state, call)),
  })
  addOauth(app, state)
}

/** The daily allowance does not show here, on the real platform either. */
function rateLimits(state: WeiboState): object {
  const now = state.world.now()
  const reset = Math.ceil(now / 3_600_000) * 3_600_000
  const used = state.quota.used(`ip ${Math.floor(now / 3_600_000)}`)
  const beijing = new Date(reset + 8 * 3_600_000).toISOString()
  return {
    api_rate_limits: [
      { api: '/comments/create', limit: 60, limit_time_unit: 'HOURS', remaining_hits: 60 },
    ],
    ip_limit: CALLS_PER_IP_AND_HOUR,
    limit_time_unit: 'HOURS',
    remaining_ip_hits: Math.max(0, CALLS_PER_IP_AND_HOUR - used),
    remaining_user_hits: 150,
    reset_time: beijing.slice(0, 19).replace('T', ' '),
    reset_time_in_seconds: Math.round((reset - now) / 1_000),
    user_limit: 150,
  }
}

function findUser(state: WeiboState, { params }: Call): WeiboUser {
  const { uid, screen_name: name } = params
  if ((uid === undefined) === (name === undefined)) {
    throw new WeiboRefusal(10008, { detail: 'uid, screen_name' })
  }
  const user = uid === undefined ? state.people.findByName(name ?? '') : state.people.find(uid)
  if (!user) throw new WeiboRefusal(20003)
  return user
}

/** What the fans service tells about somebody who wrote; a stranger is only `{"follow":"0"}`. */
function fanInfo(user: WeiboUser): object {
  if (!user.isFan) return { follow: '0' }
  const [province = '', city = ''] = user.location.split(' ')
  return {
    subscribe: 1,
    uid: user.uid,
    nickname: user.name,
    sex: user.gender === 'm' ? 1 : 2,
    language: 'zh_CN',
    city,
    province,
    country: '中国',
    headimgurl: `https://tvax1.sinaimg.cn/crop.0.0.180.180.180/lab${user.uid}.jpg`,
    headimgurl_large: `https://tvax1.sinaimg.cn/crop.0.0.1024.1024.1024/lab${user.uid}.jpg`,
    follow: 1,
    subscribe_time: weiboDate(user.createdAt),
  }
}

function addOauth(app: FastifyInstance, state: WeiboState): void {
  const { weibo } = state.plan
  // The consent page agrees at once: nobody is asked in the lab.
  app.get('/oauth2/authorize', (request, reply) => {
    const query = request.query as Record<string, string | undefined>
    const redirectUri = query['redirect_uri'] ?? ''
    if (query['client_id'] !== weibo.appKey) throw new WeiboRefusal(21324)
    if (!redirectUri.startsWith(`${state.plan.relayUrl}/`)) throw new WeiboRefusal(21322)
    const target = new URL(redirectUri)
    target.searchParams.set('code', state.credentials.consent(redirectUri))
    if (query['state'] !== undefined) target.searchParams.set('state', query['state'])
    return reply.redirect(target.href)
  })
  for (const path of ['/oauth2/access_token', '/2/oauth2/access_token']) {
    app.post(path, (request) => redeem(state, request))
  }
  app.post('/oauth2/get_token_info', (request) => {
    const credential = state.credentials.check(tokenOf(request, paramsOf(request)['access_token']))
    return {
      uid: Number(credential.uid),
      appkey: weibo.appKey,
      scope: null,
      create_at: Math.floor(credential.createdAt / 1_000),
      expire_in: Math.floor((credential.expiresAt - state.world.now()) / 1_000),
    }
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/oauth2/revokeoauth2',
    handler(request) {
      state.credentials.revoke(tokenOf(request, paramsOf(request)['access_token']))
      return Promise.resolve({ result: 'true' })
    },
  })
}

function redeem(state: WeiboState, request: FastifyRequest): object {
  const params = paramsOf(request)
  if (params['client_id'] !== state.plan.weibo.appKey) throw new WeiboRefusal(21324)
  if (params['client_secret'] !== state.plan.weibo.appSecret) throw new WeiboRefusal(21324)
  if (params['grant_type'] !== 'authorization_code') throw new WeiboRefusal(21328)
  const { code = '', redirect_uri: redirectUri = '' } = params
  const granted = state.credentials.redeem(code, redirectUri)
  return {
    access_token: granted.accessToken,
    remind_in: String(granted.expiresIn),
    expires_in: granted.expiresIn,
    uid: granted.uid,
    isRealName: 'true',
  }
}

function paramsOf(request: FastifyRequest): Record<string, string | undefined> {
  const body = typeof request.body === 'object' ? request.body : {}
  return { ...(request.query as Record<string, string>), ...(body as Record<string, string>) }
}
