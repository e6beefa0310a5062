import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';
import { z } from 'zod';

export const id = <P extends string>(prefix: P) =>
  z.templateLiteral([prefix, '_', z.string().min(1)]) as unknown as z.ZodType<Id<P>>;

export const instant = z.iso.datetime({ precision: 3 }) as unknown as z.ZodType<Instant>;

/** A calendar date in UTC+8. */
export const date = z.iso.date() as unknown as z.ZodType<CalendarDate>;

/** A GB/T 2260 code, or the synthetic key of a development zone (REG-10). */
export const divisionCode = z.string().regex(/^\d{2,12}(-[A-Z]{2})?$/) as unknown as z.ZodType<DivisionCode>;

/** A count, an area in dm² or money in fen; zod refuses what is not exact. */
export const amount = z.int().nonnegative();

/** SHA-256 in hexadecimal. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
