import { hidesSomething } from '@anju/values/hidden';
import { fitsIn } from '@anju/values/text-length';
import { GraphQLError } from 'graphql';

/** What personal data is read for, as it goes into the log (PRIV-1). Said in an argument, so it is thrown and no refusal. */
export function readPurpose(typed: string): string {
  const purpose = typed.trim();
  if (!fitsIn(purpose, 200) || hidesSomething(purpose))
    throw new GraphQLError(
      'purpose 须写明查询目的，一行，1 至 200 个字符，不含看不见的字符。/ purpose must say what the reading is for, in one line of 1 to 200 characters and none that nobody sees.',
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  return purpose;
}
