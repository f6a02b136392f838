SELECT renewal();
