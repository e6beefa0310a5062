import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { divisionLevel, type DivisionCode, isDivisionCode, withParents } from '@anju/values/division';
import { z } from 'zod';
import type { Division } from './division';

const schema = z.array(
  z.object({
    code: z.string().refine(isDivisionCode) as unknown as z.ZodType<DivisionCode>,
    name: z.string().min(1),
    level: z.enum(['PROVINCE', 'CITY', 'COUNTY', 'DEVELOPMENT_ZONE']),
  }),
);

const file = join(__dirname, '../../data/divisions.json');

/** The divisions that the register knows. A city's development zone stands in for a county (REG-10). */
const divisions: ReadonlyMap<string, Division> = read();

function read() {
  const all = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const { code, level } of all) {
    const expected = level === 'DEVELOPMENT_ZONE' ? 'COUNTY' : level;
    if (divisionLevel(code) !== expected) throw new Error(`${file}: ${code} is no ${level}`);
  }
  return new Map(all.map((division) => [division.code, division]));
}

export const findDivision = (code: string): Division | null => divisions.get(code) ?? null;

/** The next wider division that is known; a province has none. */
export const parentOf = ({ code }: Division): Division | null =>
  withParents(code)
    .slice(1)
    .map(findDivision)
    .find((parent) => parent !== null) ?? null;

/** The next narrower divisions, by code. */
export const childrenOf = ({ code }: Division): readonly Division[] =>
  [...divisions.values()]
    .filter((each) => parentOf(each)?.code === code)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
