/** What the desk loads of this room, in one piece. */
export { DossierBlock } from './dossier-block';
export { NoteFact } from './note-fact';
