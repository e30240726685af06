import { useSharedText } from './shared-text';

const grades = {
  junior: 'gradeJunior',
  'mid-level': 'gradeMid',
  senior: 'gradeSenior',
  'customer-manager': 'gradeManager',
} as const;

/** Grades, and the assessments for them, are what the book calls them; those of the old books have names. */
export const useGradeName = () => {
  const t = useSharedText();
  return (grade: string) => (grade in grades ? t(grades[grade as keyof typeof grades]) : grade);
};
