import type { FastifyInstance } from 'fastify'
import { attachmentPayload } from './comment-payload.ts'
import { addEndpoint } from './door.ts'
import { typeFitsName } from './files.ts'
import { badRequest, notFound, recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'

export function addUploadEndpoints(app: FastifyInstance, state: ZendeskState): void {
  addEndpoint(app, state, {
    method: 'POST',
    path: '/uploads',
    answer: ({ query, request, reply }) => {
      const { filename, token } = query
      if (filename === undefined || filename === '') {
        throw badRequest('BadRequest', 'Parameter filename is required')
      }
      const contentType = request.headers['content-type'] ?? 'application/binary'
      if (!typeFitsName(filename, contentType)) {
        throw recordInvalid('filename', {
          description: `Filename: does not match the content type ${contentType}`,
          error: 'InvalidValue',
        })
      }
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      if (bytes.length === 0) throw badRequest('AttachmentInvalid', 'The file is empty')
      const upload = state.files.upload({ fileName: filename, contentType, bytes }, token)
      const attachments = upload.files.map((file) => attachmentPayload(state, file))
      return reply.code(201).send({
        upload: { token: upload.token, attachment: attachments.at(-1), attachments },
      })
    },
  })
  addEndpoint(app, state, {
    method: 'DELETE',
    path: '/uploads/:token',
    answer: ({ params, reply }) => {
      if (!state.files.discard(params['token'] ?? '')) throw notFound()
      return void reply.code(204)
    },
  })
  // Whoever knows the token in the address may read the file; it asks for no credentials.
  app.get<{ Params: { token: string } }>('/attachments/token/:token/', (request, reply) => {
    const file = state.files.find(request.params.token)
    if (!file) throw notFound()
    return reply
      .type(file.contentType)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', 'sandbox')
      .header(
        'content-disposition',
        `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      )
      .send(file.bytes)
  })
}
