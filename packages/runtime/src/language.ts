import Negotiator from 'negotiator';
import type { Language } from './caller';

/** Of the two languages the one that `accept-language` weighs more; Chinese where it wants neither or both alike. */
export function languageOf(acceptLanguage = '*'): Language {
  const [preferred] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages([
    'zh',
    'en',
  ]);
  return preferred === 'en' ? 'en' : 'zh';
}
