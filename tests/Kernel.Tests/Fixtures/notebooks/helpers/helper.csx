int Helped(int n) => n + 41;
