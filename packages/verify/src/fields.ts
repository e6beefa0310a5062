import { isCalendarDate, isInstant } from '@anju/values/time';
import { z } from 'zod';

/** What the lines of a bundle are made of; docs/evidence/README.md describes them for outsiders. */
export const instant = z.string().refine(isInstant, 'no instant');
export const date = z.string().refine(isCalendarDate, 'no date');
export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'no SHA-256');
export const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
export const weight = z.strictObject({ heads: whole, areaDm2: whole });
export const choices = ['YES', 'NO', 'ABSTAIN', 'INVALID', 'VOIDED'] as const;

const id = <P extends string>(prefix: P) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}_[\\w-]{1,60}$`),
      `no ${prefix}_ id`,
    ) as unknown as z.ZodType<`${P}_${string}`>;
export const owner = id('own');
export const unit = id('unt');
export const building = id('bld');
export const ballot = id('bal');
export const proxy = id('prx');
export const proof = id('ttp');
export const objection = id('obj');
export const question = id('que');
export const decision = id('dec');
export const meeting = id('mtg');
export const community = id('com');
/** One head, named as the snapshot names it (REG-4). */
export const head = z.string().min(1).max(500);
