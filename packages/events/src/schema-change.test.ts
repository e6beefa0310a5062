import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { breakingChanges } from './schema-change';
import { hashOf, type Published, writeSchemas } from './schema-files';

const turnout = z.object({ heads: z.int(), properties: z.string().optional() });
const shape = {
  decisionId: z.string().regex(/^dec_/),
  matter: z.enum(['HIRE', 'OTHER']),
  turnout,
  parts: z.array(z.object({ code: z.string() })),
  outcome: z.union([z.object({ yes: z.int() }), z.null()]),
  note: z.string().optional(),
};
const print = (data: z.ZodType) => z.toJSONSchema(data, { io: 'input' });
const printed = (differing: z.ZodRawShape = {}) => print(z.object({ ...shape, ...differing }));
const changes = (differing: z.ZodRawShape) => breakingChanges(printed(), printed(differing));

test.each<[string, z.ZodRawShape]>([
  ['nothing', {}],
  ['a field that may be absent', { more: z.string().optional() }],
  ['one deeper down', { turnout: turnout.extend({ areaDm2: z.int().optional() }) }],
  ['one of each part', { parts: z.array(z.object({ code: z.string(), more: z.int().optional() })) }],
  ['one of one kind', { outcome: z.union([z.object({ yes: z.int(), no: z.int().optional() }), z.null()]) }],
])('who reads by the published schema reads on: new is %s', (_, differing) => {
  expect(changes(differing)).toEqual([]);
});

test.each<[string, z.ZodRawShape, string]>([
  ['a new field that must be there', { more: z.string() }, 'data.more (required)'],
  ['a field that must be there now', { note: z.string() }, 'data.note (required)'],
  ['one that may be absent now', { matter: shape.matter.optional() }, 'data.matter (required)'],
  ['another type', { note: z.int().optional() }, 'data.note (type)'],
  ['another pattern', { decisionId: z.string().regex(/^d_/) }, 'data.decisionId (pattern)'],
  ['no pattern', { decisionId: z.string() }, 'data.decisionId (pattern)'],
  ['a limit', { note: z.string().max(9).optional() }, 'data.note (maxLength)'],
  ['one value more', { matter: z.enum(['HIRE', 'OTHER', 'MORE']) }, 'data.matter (enum)'],
  ['one value less', { matter: z.enum(['HIRE']) }, 'data.matter'],
  ['values that changed places', { matter: z.enum(['OTHER', 'HIRE']) }, 'data.matter (enum)'],
  ['a field less, deeper down', { turnout: turnout.omit({ heads: true }) }, 'data.turnout.heads'],
  [
    'a field of that odd name less',
    { turnout: turnout.omit({ properties: true }) },
    'data.turnout.properties',
  ],
  [
    'another kind of parts',
    { parts: z.array(z.object({ code: z.int() })) },
    'data.parts (items).code (type)',
  ],
  ['no room for what is added later', { turnout: turnout.strict() }, 'data.turnout (additionalProperties)'],
  ['a kind less', { outcome: z.object({ yes: z.int() }) }, 'data.outcome'],
])('anything else is the next version: %s', (_, differing, says) => {
  expect(changes(differing).join()).toContain(says);
});

test('a field that is gone is missed', () => {
  const { note: _, ...less } = shape;
  expect(breakingChanges(printed(), print(z.object(less)))).toEqual(['data.note']);
});

describe('printing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-schemas-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const one = 'funding.maintenance-paid.v1.json';
  const another = 'funding.project-listed.v1.json';
  const write = (differing: z.ZodRawShape, more: readonly [string, string][] = []) =>
    writeSchemas(folder, new Map([...more, [one, JSON.stringify(printed(differing))]]), list);
  let list: Published;
  beforeEach(() => (list = {}));
  const read = () => JSON.parse(readFileSync(join(folder, one), 'utf8'));

  test('prints what is new and what only gained, and refuses all where one was broken', () => {
    expect(write({})).toEqual([]);
    expect(write({ more: z.string().optional() })).toEqual([]);
    expect(read().properties).toHaveProperty('more');

    writeFileSync(join(folder, another), '{}');
    const refused = write({ more: z.string().optional(), matter: z.string() }, [[another, '{ }']]);
    expect(refused).toEqual([
      expect.stringContaining(`${one} is published and would be another: data.matter`),
    ]);
    expect(refused[0]).toContain('Publish it as funding.maintenance-paid.v2');
    expect(read().properties.matter).toHaveProperty('enum');
    expect(readFileSync(join(folder, another), 'utf8')).toBe('{}');
  });

  test('refuses all where one that is listed was edited by hand, or is gone with or without its contract', () => {
    const text = JSON.stringify(printed());
    list = { [one]: hashOf(text) };
    // As one who breaks it and its file alike.
    writeFileSync(join(folder, one), JSON.stringify(printed({ matter: z.string() })));
    expect(write({ matter: z.string() })).toEqual([
      expect.stringContaining(`${one} is published and was edited`),
    ]);

    rmSync(join(folder, one));
    expect(write({ matter: z.string() })).toEqual([
      expect.stringContaining(`${one} is published and is gone`),
    ]);

    writeFileSync(join(folder, one), text);
    expect(writeSchemas(folder, new Map(), list)).toEqual([
      expect.stringContaining(`${one} is published, and no contract is left`),
    ]);
    expect(write({ more: z.string().optional() })).toEqual([]);
  });
});
