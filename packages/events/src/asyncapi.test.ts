import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { asyncapiFile, asyncapiText } from './asyncapi';
import { catalogue } from './catalogue';

const published = JSON.parse(readFileSync(asyncapiFile, 'utf8'));

test('the document is as the contracts are', () => {
  expect(readFileSync(asyncapiFile, 'utf8')).toBe(asyncapiText());
});

test('it is AsyncAPI 3.0, by the schema of that specification', () => {
  const schema = JSON.parse(
    readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
  );
  const ajv = formats(new Ajv({ strict: false }));
  const validate = ajv.compile(schema);
  expect([validate(published), validate.errors]).toEqual([true, null]);
});

test('each event has its schema where the document says', () => {
  const messages = Object.entries<any>(published.components.messages);
  expect(messages.map(([type]) => type)).toEqual([...catalogue.keys()]);
  for (const [type, { payload }] of messages) {
    const { $id } = JSON.parse(readFileSync(join(dirname(asyncapiFile), payload.$ref), 'utf8'));
    expect($id).toBe(`urn:anju:event:${type}`);
  }
});
