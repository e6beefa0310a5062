import type { Response } from 'express';
import { requestIdOf } from './current-request';
import type { Limits } from './limits';

/** What is answered where GraphQL itself answers nothing, in the shape that its clients read. */
export const sendError = (
  response: Response,
  status: number,
  code: string,
  message: string,
  more: { readonly limit?: keyof Limits } = {},
) => response.status(status).json({ errors: [{ message, extensions: { code, ...more, ...requestIdOf() } }] });
