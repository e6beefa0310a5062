/** Where migrations look for it, which are never edited. */
export { foldTyped } from '@anju/values/fold-typed';
