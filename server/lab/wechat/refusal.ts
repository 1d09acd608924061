/** WeChat refuses with HTTP 200 and an errcode. Wordings are the platform's own. */
export class WechatRefusal extends Error {
  readonly errcode: number

  constructor(errcode: number, detail?: string) {
    super(`${messages[errcode] ?? 'system error'}${detail ? ` ${detail}` : ''}`)
    this.errcode = errcode
  }
}

const messages: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40005: 'invalid file type',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40033: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
  40035: 'invalid parameter',
  40066: 'invalid url',
  40125: 'invalid appsecret, view more at http://t.cn/RAEkdVq',
  40164: 'invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist',
  40200: 'invalid account type',
  40243: 'AppSecret is frozen',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  41006: 'media_id missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43004: 'require subscribe',
  43019: 'the user is in the black list',
  44001: 'empty media data',
  44002: 'empty post data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45003: 'title size out of limit',
  45004: 'description size out of limit',
  45008: 'article size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45080: 'client is not allowed to set typing',
  45081: 'already typing',
  45162: 'invalid msgtype',
  47001: 'data format error',
  48001: 'api unauthorized',
  48002: 'user refuse to accept the msg',
  48004: 'api forbidden',
  48006: 'forbid to clear quota because of reaching the limit',
  50005: 'user is unsubscribed',
  65401: 'invalid custom service account',
  65403: 'invalid nickname',
  65404: 'invalid kf_account',
  65405: 'the count of kf_account exceeds the limit',
  65406: 'kf_account exists',
  76021: 'cgi_path not found, please check',
}
