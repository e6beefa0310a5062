import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import formats from 'ajv-formats';
import { catalogue } from './catalogue';
import { decisionAdopted } from './governance';
import { hashesOf, notAsPublished, published, schemaFiles, schemasFolder } from './schema-files';

const files = schemaFiles();

test.each([...files])('%s is as it was published', (name, text) => {
  // Only a new optional field may change a schema; anything else is the next version beside it.
  expect(readFileSync(join(schemasFolder, name), 'utf8')).toBe(text);
});

test('no published schema changed, or is gone, and each is listed', () => {
  expect(notAsPublished(schemasFolder, published())).toEqual([]);
  expect(hashesOf(files)).toEqual(published());
});

test('no contract that was published has gone', () => {
  expect(readdirSync(schemasFolder).sort()).toEqual([...files.keys()].sort());
});

test.each([...files.keys()])('%s leaves room, at every level, for a field that may be added', (name) => {
  expect(readFileSync(join(schemasFolder, name), 'utf8')).not.toMatch(/"(additional|unevaluated)Properties"/);
});

test('who reads by a published schema, and who reads as we do, reads past a field that is new', () => {
  const accepts = formats(new Ajv()).compile(
    JSON.parse(readFileSync(join(schemasFolder, 'governance.decision-adopted.v1.json'), 'utf8')),
  );
  const weight = { heads: 7, areaDm2: 70_000 };
  const event = {
    decisionId: 'dec_1',
    questionId: 'que_1',
    meetingId: 'mtg_1',
    communityId: 'com_1',
    divisionCode: '140502',
    matter: 'HIRE_MANAGER',
    turnout: { entitled: weight, tookPart: weight, yes: weight },
    ruleProfile: 'CN-140500@2021-01-01',
    decidedAt: '2022-07-16T01:00:00.000Z',
    warrants: { kind: 'HIRE', companyId: 'pmc_1' },
  };
  const later = {
    ...event,
    postedBy: 'street',
    turnout: { ...event.turnout, yes: { ...weight, units: 9 } },
    warrants: { ...event.warrants, until: '2025-07-15' },
  };

  expect([accepts(later), accepts.errors]).toEqual([true, null]);
  expect(decisionAdopted.data.parse(later)).toEqual(event);
  // And not past one that is missing, or wrong.
  for (const wrong of [
    { ...later, communityId: undefined },
    { ...later, decidedAt: 'yesterday' },
  ]) {
    expect(accepts(JSON.parse(JSON.stringify(wrong)))).toBe(false);
    expect(decisionAdopted.data.safeParse(wrong).success).toBe(false);
  }
});

test('every published schema can be read by a validator of JSON Schema', () => {
  const ajv = formats(new Ajv());
  for (const name of files.keys()) ajv.addSchema(JSON.parse(readFileSync(join(schemasFolder, name), 'utf8')));
  for (const type of catalogue.keys())
    expect(ajv.getSchema(`urn:anju:event:${type}`)).toBeInstanceOf(Function);
});
