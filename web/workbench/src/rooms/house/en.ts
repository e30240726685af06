import type { zh } from './zh-CN';

export const en: Record<keyof typeof zh, string> = {
  title: 'Upkeep',
  doctor: 'Examination',
  doctorText:
    'Looks at the database, the integrity of the record, disk, clock, keys and settings. It changes nothing and may run while the shop is open.',
  runDoctor: 'Examine',
  again: 'Examine again',
  running: 'Examining; with much data it takes up to a minute…',
  allWell: 'All is well',
  broken: '{count} problems to be dealt with',
  warned: 'No errors, {count|thing|things} to note',
  facts: '{count} checks · version {version} · database {database}',
  passed: 'The other {count} checks are fine',
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
  subject: 'Concerns',
  notYet: 'Not examined yet',
  notYetText: 'Once a week is good, and after every upgrade and restore.',
  backup: 'Backup',
  backupText:
    'Downloads all data, files, settings and keys as one file. Whoever has it can read everything: encrypt it and keep a copy elsewhere.',
  restoreHint: 'A backup is restored on the server with zhanggui restore; the installation manual has the steps.',
  runBackup: 'Download a backup',
  confirmTitle: 'Download a backup of everything',
  confirmText: 'This is recorded. Please give your password once more.',
  password: 'Password',
  download: 'Download',
  started: 'The backup is being made; your browser will begin the download by itself.',
  refused: 'The backup was not made',
  cancel: 'Cancel',
};
