import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { currentRequest } from './current-request';
import { sendError } from './send-error';

/** To whoever cannot know whether it was done. */
export const tryAgain = {
  zh: '请稍后再试：有 idempotencyKey 的修改请用同一个键重发，不会重复办理；没有的请先查询是否已办。',
  en:
    'Try again in a moment: a mutation with an idempotencyKey with the same one, and it is not done twice; for one ' +
    'without, look first whether it was done.',
};

/**
 * As long as all that is waited for by itself may take together. What has no end of its own is a statement of a server
 * that is there and does not come to its end, as one whose disk stands still.
 */
export const usualAnswerMs = 45_000;

/**
 * Whoever asks is answered within that time. What was asked goes on meanwhile and may be done yet: the idempotency key
 * of a mutation finds it.
 */
export const answerInTime =
  (name: string, log: Logger, answerMs: number): RequestHandler =>
  (_request, response, next) => {
    const late = setTimeout(() => {
      if (response.headersSent) return;
      log.error({ answerMs, ...currentRequest.getStore() }, 'not done in time');
      response.locals['late'] = true;
      const seconds = answerMs / 1000;
      response.set('retry-after', '5');
      sendError(
        response,
        503,
        'SERVICE_UNAVAILABLE',
        `服务 ${name} 在 ${seconds} 秒内没有办完，可能仍在办理。${tryAgain.zh} / ` +
          `The service ${name} did not come to an end within ${seconds} seconds, and may yet. ${tryAgain.en}`,
      );
    }, answerMs);
    response.once('close', () => clearTimeout(late));
    next();
  };

/** That there is something to say now, to one who was answered already, is no error. */
export const dropLateAnswer: ErrorRequestHandler = (error, _request, response, next) => {
  if (!response.locals['late']) next(error);
};
