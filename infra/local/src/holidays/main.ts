import { Mendable } from '@anju/runtime/mendable';
import { holidays } from './holidays';

try {
  const { done, text } = holidays(process.argv.slice(2), process.env);
  (done ? console.log : console.error)(text);
  process.exitCode = done ? 0 : 1;
} catch (error) {
  if (!(error instanceof Mendable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
